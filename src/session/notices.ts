/** What happened that the person should know, apart from the conversation; the page words each code. */
export type NoticeCode =
  | 'microphone-lost'
  | 'microphone-refused'
  | 'microphone-missing'
  /** Another program holds it. */
  | 'microphone-busy'
  /** It is open and gives digital silence. */
  | 'microphone-silent'
  /** Voice detection has crashed and does not come back. */
  | 'hearing-failed'
  | 'output-lost'
  /** The device's sound would not open: nothing can be heard or said. */
  | 'sound-failed'
  | 'audio-interrupted'
  | 'offline'
  | 'provider-fallback'
  | 'device-lost'
  | 'engine-failed'
  | 'recognition-failed'
  | 'nothing-heard'
  | 'clip-unreadable'
  | 'clip-broken'
  | 'clip-too-long'
  | 'clip-empty'
  | 'storage-failed'
  /** A file that should be SRT, WebVTT or JSON is none. */
  | 'transcript-unreadable'
  /** A recording is not on this device any more. */
  | 'recording-gone'
  /** A translation or its speech stopped half way. */
  | 'translation-failed'
  | 'timer-rang';

/** `detail` is a datum of the notice (a timer's label, a file's name), never a sentence. */
export type Notice = { id: string; code: NoticeCode; detail: string; atMs: number };

export type Timer = { id: string; label: string; lengthMs: number; endsAtMs: number; isRinging: boolean };
export type Note = { id: string; text: string; createdAtMs: number };
