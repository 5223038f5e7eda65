import { addNote } from './add-note';
import { calculate } from './calculate';
import { cancelTimer } from './cancel-timer';
import { convert } from './convert';
import { deleteNote } from './delete-note';
import { getDate } from './get-date';
import { getTime } from './get-time';
import { getWeather } from './get-weather';
import { listNotes } from './list-notes';
import { listTimers } from './list-timers';
import { lookUp } from './look-up';
import { setEmotion } from './set-emotion';
import { setSpeed } from './set-speed';
import { setTimer } from './set-timer';
import { setVoice } from './set-voice';
import type { Tool } from './tool';
import { translate } from './translate';

/** The tools the model knows, in the order of `public/models/mini/tools.json`. */
export const TOOLS: readonly Tool[] = [
  getTime, getDate, calculate, convert, setTimer, listTimers, cancelTimer, addNote, listNotes, deleteNote,
  translate, setVoice, setEmotion, setSpeed, getWeather, lookUp,
];
