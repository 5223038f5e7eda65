import { Rest } from '../../lib/rest';
import { selectVoices, type ModelStore } from '../../stores/model-store';
import type { Project } from '../../studio/project';
import { orderLine, ScriptPlanner, type LineOrder, type RenderSettings } from '../../studio/render/plan';
import { scriptLines, speakLine, voiceOfLine, wayOfSpeaker } from '../../studio/script/script';
import { guessLanguage } from '../../transcripts/scripts';
import type { RenderQueue } from './render-queue';

/** A slider that rests this long has come to where it was going. */
const REST_MS = 250;

type PlanParts = {
  model: ModelStore;
  queue: Pick<RenderQueue, 'setPlan'>;
  /** The open project, once it is known which sounds are kept of it; null before. */
  open(): Project | null;
};

/**
 * What has to be rendered of the open script, kept up with its edits.
 *
 * An edit of lines is planned at once, and costs the lines it touched. How somebody speaks, and in whose voice, touches all of their
 * lines with every step of a slider, which in a book takes longer than the step: that is planned when the slider rests.
 */
export class ScriptPlan {
  readonly #planner = new ScriptPlanner();
  readonly #rest = new Rest(() => this.make(), REST_MS);
  #planned: Project | null = null;

  constructor(private readonly parts: PlanParts) {}

  /** The open project was changed from what it was `before`. */
  follow(now: Project, before: Project | null): void {
    const planned = this.#planned;
    if (before === null || planned === null || now.id !== planned.id || now.script.chapters !== planned.script.chapters || now.hasMetronome !== planned.hasMetronome) this.make();
    else if (!isSaidAlike(now, before)) this.#rest.request();
  }

  /** Plans what still waits for a slider to rest: somebody wants to hear it, or to have all of it. */
  settle(): void {
    this.#rest.flush();
  }

  /** Plans the script as it is. Without the voices of the pack nobody knows yet what sound a line would have. */
  make(): void {
    this.#rest.cancel();
    const project = this.parts.open();
    const settings = project === null ? null : this.#settings(project);
    this.#planned = settings === null ? null : project;
    if (project === null || settings === null) return;
    // A line is rendered as it was planned, whatever is set meanwhile: its sound is kept under the name that the plan gave it.
    this.parts.queue.setPlan(this.#planner.plan(project.script, settings), (lineId) => orderOf(project, lineId, settings));
  }

  #settings(project: Project): RenderSettings | null {
    const state = this.parts.model.getState();
    const { summary } = state;
    const packVoices = summary?.voices ?? [];
    const [first] = packVoices;
    if (summary === null || first === undefined) return null;
    const voiceFor = (text: string) => (packVoices.find(({ language }) => language === guessLanguage(text)) ?? first).id;
    return { voice: project.voice, hasMetronome: project.hasMetronome, packRevision: `${summary.id} ${summary.version}`, voices: selectVoices(state), voiceFor };
  }
}

function isSaidAlike({ script: now, voice }: Project, { script: before, voice: voiceBefore }: Project): boolean {
  return now.speakers === before.speakers && now.narratorWay === before.narratorWay && voice === voiceBefore;
}

function orderOf({ script, voice }: Project, lineId: string, settings: RenderSettings): LineOrder | null {
  const line = scriptLines(script).find(({ id }) => id === lineId);
  return line === undefined ? null : orderLine(speakLine(line, wayOfSpeaker(script, line.speaker)), voiceOfLine(script, line, voice), settings);
}
