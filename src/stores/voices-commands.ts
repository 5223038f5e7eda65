/** Everything a person can do with voices of their own. Promises settle when the wish is carried out or refused; none rejects. */
export interface VoicesCommands {
  /** Begins to record, or ends it and looks at what was recorded; call it inside the click. */
  setRecording(isRecording: boolean): Promise<void>;
  /** Looks at a recording: can a voice be made of it, and what is said in it? */
  useRecording(file: File): Promise<void>;
  /** Makes a voice of the recording that was looked at, and keeps it. Only with the person's word that they may. */
  makeVoice(wish: { name: string; transcript: string; language: 'en' | 'zh'; hasConsent: boolean }): Promise<void>;
  /** Lets go of the recording and of whatever is being made. */
  discardRecording(): void;
  renameVoice(id: string, name: string): Promise<void>;
  /** Nothing of the voice remains on this device. */
  deleteVoice(id: string): Promise<void>;
}
