/** What a text is made of before it becomes a script. `source` may hold markup; a heading's text does not. */
export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; source: string; speaker?: string | null }
  /** A break between scenes. */
  | { kind: 'break' };
