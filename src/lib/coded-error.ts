/** An error that callers branch on by `code`, never by its sentence. */
export class CodedError<Code extends string = string> extends Error {
  override readonly name: string = 'CodedError';
  constructor(readonly code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
