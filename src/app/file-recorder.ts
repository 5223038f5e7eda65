import { openMicrophone } from '../audio/microphone';

/** The browser hands out what it has recorded this often, so that it need not hold all of it. */
const SLICE_MS = 1000;

/** A recording from the microphone, in whatever the browser writes; it is read like any other file. */
export class FileRecorder {
  #recorder: MediaRecorder | null = null;
  #parts: Blob[] = [];

  /** Begins to record; `onEnded` is called when the microphone goes away by itself. Rejects with `MicrophoneError`. */
  async start(deviceId: string | null, onEnded: () => void): Promise<void> {
    if (this.#recorder !== null) return;
    const stream = await openMicrophone(deviceId ?? undefined);
    stream.getAudioTracks()[0]?.addEventListener('ended', onEnded);
    const parts: Blob[] = [];
    const recorder = new MediaRecorder(stream);
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    recorder.start(SLICE_MS);
    this.#parts = parts;
    this.#recorder = recorder;
  }

  /** Ends the recording; null when there was none. */
  async stop(): Promise<File | null> {
    const recorder = this.#recorder;
    this.#recorder = null;
    if (recorder === null) return null;
    if (recorder.state !== 'inactive') {
      await new Promise((resolve) => {
        recorder.addEventListener('stop', resolve, { once: true });
        recorder.stop();
      });
    }
    for (const track of recorder.stream.getTracks()) track.stop();
    // Whoever gets the file decides how long the sound is kept.
    const parts = this.#parts;
    this.#parts = [];
    const type = recorder.mimeType;
    const extension = type.includes('mp4') ? 'm4a' : type.includes('ogg') ? 'ogg' : 'webm';
    const at = new Date().toLocaleString('sv-SE').replaceAll(':', '.');
    return new File(parts, `Recording ${at}.${extension}`, { type });
  }
}
