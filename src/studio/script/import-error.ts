import { CodedError } from '../../lib/coded-error';

export type ScriptImportFault =
  /** No EPUB, or one that misses what it must have. */
  | 'not-a-book'
  /** Its pages are encrypted; the shop's reader alone can open it. */
  | 'protected'
  /** A sound, a picture, a PDF: nothing that can be read as text. */
  | 'not-text'
  /** Larger than a tab should hold. */
  | 'too-large'
  /** There is no text in it. */
  | 'empty';

/** Why a file could not be made a script; the message is for a person. */
export class ScriptImportError extends CodedError<ScriptImportFault> {
  override readonly name = 'ScriptImportError';
}
