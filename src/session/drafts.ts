/** What is being written and has not been sent or used; kept, so that a reload does not take it away. */
export type Drafts = {
  /** In Talk's box for messages. */
  message: string;
  /** The text that a script is to be made of. */
  scriptText: string;
};

export const NO_DRAFTS: Drafts = { message: '', scriptText: '' };
