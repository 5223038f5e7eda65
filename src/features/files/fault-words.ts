import type { FileFault } from '../../transcripts/jobs';

/** The one thing to do about a fault: hear on from where it stopped, choose a file, free room, read what there is, or let it go. */
export type FaultRemedy = 'retry' | 'choose' | 'free' | 'open' | 'dismiss';

type FaultFace = { sentence: string; remedy: FaultRemedy };

export const REMEDY_LABELS: Record<FaultRemedy, string> = {
  retry: 'Go on',
  choose: 'Choose another file',
  free: 'Free some room',
  open: 'Read what was found',
  dismiss: 'Remove',
};

/** Each fault in a sentence that says what to do next, with the button that does it. */
export const FILE_FAULT_FACES: Record<FileFault, FaultFace> = {
  'not-audio': { sentence: 'This is not a recording the browser can read. Choose a WAV, MP3, M4A, OGG, FLAC, WebM or MP4 file.', remedy: 'choose' },
  empty: { sentence: 'There is no sound in this file. Check the recording, and choose another.', remedy: 'choose' },
  'no-audio-track': { sentence: 'This video has no sound track, so there is nothing to write down. Choose another.', remedy: 'choose' },
  'unknown-codec': { sentence: 'This browser cannot decode the sound in this file. Save it as WAV, MP3 or OGG, then choose that.', remedy: 'choose' },
  broken: { sentence: 'The file breaks off or is damaged. Everything before that place is kept.', remedy: 'open' },
  'no-index': { sentence: 'This recording was cut off, and the part that says where its sound is went with it: it mostly stands at the end of such files. Copy it from its source again, and choose that.', remedy: 'choose' },
  'bad-header': { sentence: 'The head of this file says something no recording can be, like a sound without channels. Save it again as WAV, MP3 or OGG, and choose that.', remedy: 'choose' },
  unreachable: { sentence: 'That address did not give its recording to this page: the site may not allow it. Download the file and drop it here, or try again.', remedy: 'retry' },
  quota: { sentence: 'There is no room left on this device. Free some, and hearing goes on where it stopped.', remedy: 'free' },
  'file-gone': { sentence: 'The browser let go of this file before it was all heard. Choose it again; what was found is kept.', remedy: 'choose' },
  'model-missing': { sentence: 'A model is missing from this device. Go on, and it is fetched again.', remedy: 'retry' },
  'device-lost': { sentence: 'The graphics device was lost while this was being heard. Go on, and hearing continues where it stopped.', remedy: 'retry' },
  'out-of-memory': { sentence: 'There was not enough memory. Close other tabs or programs, then go on where it stopped.', remedy: 'retry' },
  'bad-input': { sentence: 'A part of this recording could not be heard. Go on, or remove it from the list.', remedy: 'retry' },
  'wrong-result': { sentence: 'The models compute something wrong on this device. Go on, and they are loaded anew.', remedy: 'retry' },
  internal: { sentence: 'Hearing stopped for a reason of Sotto’s own. Go on, and it continues where it stopped.', remedy: 'retry' },
};
