import { PLAIN_SHAPE } from '../../../protocol/speech';
import type { ScriptFaultCode } from '../../../stores/script-store';
import { orderLine, ScriptPlanner, type RenderSettings } from '../../../studio/render/plan';
import { applyScriptEdit, type ScriptEdit } from '../../../studio/script/edit';
import { createLine, scriptLines, speakLine, voiceOfLine, wayOfSpeaker, type Script } from '../../../studio/script/script';
import { RenderQueue } from '../render-queue';
import { FakeScriptVoice, FakeSounds } from './fake-script-voice';

export const VOICE = { voiceId: 'eva', shape: PLAIN_SHAPE };
const SETTINGS: RenderSettings = { voice: VOICE, packRevision: '1', hasMetronome: false, voices: [{ id: 'eva', name: 'Eva' }, { id: 'bo', name: 'Bo' }], voiceFor: () => 'eva' };
export const scriptOf = (...sources: string[]): Script => ({ title: '', speakers: [{ name: 'Ann', voice: null }], chapters: [{ id: 'c', title: '', lines: sources.map((source, index) => createLine(`l${index}`, source, { speaker: index % 2 === 0 ? 'Ann' : null })) }] });

/** A queue over a script that can be edited; the disk outlives it. */
export class QueueWorld {
  readonly voice = new FakeScriptVoice();
  readonly faults: ScriptFaultCode[] = [];
  readonly planner = new ScriptPlanner();
  isBusy = false;
  isRecovered = true;
  #free: () => void = () => undefined;
  readonly queue: RenderQueue;

  constructor(public script: Script, readonly sounds = new FakeSounds(), prepare: (world: QueueWorld) => boolean = () => true) {
    this.queue = new RenderQueue({
      voice: this.voice, sounds: this.sounds, prepare: async () => prepare(this), recover: async () => this.isRecovered, onChange: () => undefined,
      onFault: (code) => void this.faults.push(code), isBusy: () => this.isBusy,
      settlePlan: () => undefined,
      whenFree: async () => { if (this.isBusy) await new Promise<void>((resolve) => (this.#free = resolve)); },
    });
    this.queue.open('s', sounds.heads);
    this.show();
  }

  show(): void {
    this.queue.setPlan(this.planner.plan(this.script, SETTINGS), (lineId) => {
      const line = scriptLines(this.script).find(({ id }) => id === lineId);
      return line === undefined ? null : orderLine(speakLine(line, wayOfSpeaker(this.script, line.speaker)), voiceOfLine(this.script, line, VOICE), SETTINGS);
    });
  }

  edit(edit: ScriptEdit): void {
    this.script = applyScriptEdit(this.script, edit);
    this.show();
  }

  free(): void {
    this.isBusy = false;
    this.#free();
  }

  phases(): string[] {
    return scriptLines(this.script).map(({ id }) => this.queue.stateOf(id).phase);
  }
}
