/** A file whose metadata takes longer than this is left to the decoder. */
const TIMEOUT_MS = 4000;
/** Beyond any recording: seeking there makes the browser look for the real end of a file that does not say. */
const FAR_SECONDS = 1e7;

/** Seconds a file says it lasts, read without decoding it; undefined when it does not say or is no audio. */
export async function probeDuration(file: Blob): Promise<number | undefined> {
  const url = URL.createObjectURL(file);
  const element = new Audio();
  element.preload = 'metadata';
  try {
    return await new Promise<number | undefined>((resolve) => {
      const settle = () => {
        if (Number.isFinite(element.duration)) resolve(element.duration);
        else element.currentTime = FAR_SECONDS;
      };
      element.onloadedmetadata = settle;
      element.ondurationchange = () => {
        if (Number.isFinite(element.duration)) resolve(element.duration);
      };
      element.onerror = () => resolve(undefined);
      setTimeout(() => resolve(undefined), TIMEOUT_MS);
      element.src = url;
    });
  } finally {
    element.removeAttribute('src');
    element.load();
    URL.revokeObjectURL(url);
  }
}
