import { CodedError } from '../../lib/coded-error';

export type ImportFault =
  /** Neither SRT, WebVTT nor a transcript in JSON. */
  | 'not-a-transcript'
  /** One of them, but there are no words in it. */
  | 'empty'
  /** Written by a later version of this page. */
  | 'newer-version';

/** Why a file could not be opened as a transcript. */
export class ImportError extends CodedError<ImportFault> {
  override readonly name = 'ImportError';
}
