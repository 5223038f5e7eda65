import { assertNever } from '../../lib/assert-never';
import type { VoiceChoice } from '../../protocol/speech';
import { deleteChapter, insertChapter, moveChapter } from './edit-chapters';
import { deleteLines, insertLines, mergeLines, moveLine, setLine, setSource, splitLine, type LineChanges } from './edit-lines';
import { changeChapter } from './change-line';
import { renameSpeaker, setLineSpeaker, setSpeakerVoice, setSpeakerWay } from './edit-speakers';
import type { Line, Script, SpeakerWay } from './script';

/** What a person does to a script, as data: each can be undone. New ids are the caller's. */
export type ScriptEdit =
  | { type: 'title.set'; title: string }
  /** Drawn pitch points stay with the words they were drawn over. */
  | { type: 'source.set'; lineId: string; source: string }
  | { type: 'line.set'; lineIds: readonly string[]; changes: LineChanges }
  /** A name that is new becomes a speaker; null is the narrator. */
  | { type: 'line.speaker'; lineIds: readonly string[]; speaker: string | null }
  | { type: 'lines.insert'; chapterId: string; index: number; lines: readonly Line[] }
  | { type: 'lines.delete'; lineIds: readonly string[] }
  /** `index` counts the lines of the chapter without the one that moves. */
  | { type: 'line.move'; lineId: string; chapterId: string; index: number }
  /** Cuts before this UTF-16 unit of the source; the tags that act there go on. */
  | { type: 'line.split'; lineId: string; offset: number; newLineId: string }
  /** The second becomes part of the first and is said as that. Both stand in one chapter, one after the other. */
  | { type: 'line.merge'; lineId: string; nextLineId: string }
  | { type: 'chapter.title'; chapterId: string; title: string }
  | { type: 'chapter.insert'; chapterId: string; title: string; index: number }
  /** Its lines go too. The last chapter stays. */
  | { type: 'chapter.delete'; chapterId: string }
  | { type: 'chapter.move'; chapterId: string; index: number }
  | { type: 'speaker.voice'; name: string; voice: VoiceChoice | null }
  /** How all lines of somebody are said that do not say otherwise; null is the narrator. */
  | { type: 'speaker.way'; name: string | null; way: Partial<SpeakerWay> }
  /** A name that is taken makes one speaker of two. */
  | { type: 'speaker.rename'; name: string; newName: string }
  | { type: 'script.replace'; script: Script };

/** The script after an edit; the same object when the edit changes nothing or names what is not there. */
export function applyScriptEdit(script: Script, edit: ScriptEdit): Script {
  switch (edit.type) {
    case 'title.set':
      return edit.title === script.title ? script : { ...script, title: edit.title };
    case 'source.set':
      return setSource(script, edit.lineId, edit.source);
    case 'line.set':
      return setLine(script, edit.lineIds, edit.changes);
    case 'line.speaker':
      return setLineSpeaker(script, edit.lineIds, edit.speaker);
    case 'lines.insert':
      return insertLines(script, edit.chapterId, edit.index, edit.lines);
    case 'lines.delete':
      return deleteLines(script, edit.lineIds);
    case 'line.move':
      return moveLine(script, edit.lineId, edit.chapterId, edit.index);
    case 'line.split':
      return splitLine(script, edit.lineId, edit.offset, edit.newLineId);
    case 'line.merge':
      return mergeLines(script, edit.lineId, edit.nextLineId);
    case 'chapter.title':
      return changeChapter(script, edit.chapterId, (chapter) => (chapter.title === edit.title ? chapter : { ...chapter, title: edit.title }));
    case 'chapter.insert':
      return insertChapter(script, edit.chapterId, edit.title, edit.index);
    case 'chapter.delete':
      return deleteChapter(script, edit.chapterId);
    case 'chapter.move':
      return moveChapter(script, edit.chapterId, edit.index);
    case 'speaker.way':
      return setSpeakerWay(script, edit.name, edit.way);
    case 'speaker.voice':
      return setSpeakerVoice(script, edit.name, edit.voice);
    case 'speaker.rename':
      return renameSpeaker(script, edit.name, edit.newName);
    case 'script.replace':
      return edit.script;
    default:
      return assertNever(edit);
  }
}
