import { useState } from 'react';
import type { Project } from '../../../studio/project';
import { Sheet } from '../../../ui/sheet';
import { CastPanel } from './cast-panel';
import { focusSpeakerButton } from './line-elements';
import { LinePanel } from './line-panel';
import type { LinePlace } from './outline';
import { LoudnessPanel, MusicPanel, ProvenancePanel } from './sound-panel';
import { SpeakerPanel } from './speaker-panel';
import { WORDS } from './words';

type ScriptSideProps = {
  project: Project;
  /** The line whose controls are shown; `request` counts how often they were asked for. */
  tuned: { place: LinePlace; request: number } | null;
  /** There is no room for a side: everything comes in sheets. */
  isNarrow: boolean;
  /** Whether the voices are asked for, where they do not stand there anyway. */
  isCastOpen: boolean;
  onCloseLine: () => void;
  onCloseCast: () => void;
};

/** Who speaks and how, what lies under it, and how one line is said: beside the script, or in sheets over it. */
export function ScriptSide({ project, tuned, isNarrow, isCastOpen, onCloseLine, onCloseCast }: ScriptSideProps) {
  const [speaker, setSpeaker] = useState<{ name: string | null } | null>(null);
  // Somebody who was renamed or is gone is not looked at any more.
  const isKnown = speaker !== null && (speaker.name === null || project.script.speakers.some(({ name }) => name === speaker.name));
  const shown = isKnown ? speaker : null;
  const closeSpeaker = () => {
    setSpeaker(null);
    requestAnimationFrame(() => focusSpeakerButton(speaker?.name ?? null));
  };
  const cast = <><CastPanel project={project} onTune={(name) => setSpeaker({ name })} /><MusicPanel project={project} /><LoudnessPanel project={project} /><ProvenancePanel /></>;
  const speakerPanel = shown !== null && <SpeakerPanel key={shown.name ?? ''} project={project} name={shown.name} isAside={!isNarrow} onClose={closeSpeaker} />;
  const linePanel = tuned !== null && <LinePanel project={project} place={tuned.place} request={tuned.request} isAside={!isNarrow} onClose={onCloseLine} />;
  const speakerName = shown?.name ?? WORDS.narrator;
  if (!isNarrow) {
    const label = tuned !== null ? WORDS.howSaid(tuned.place.row + 1) : shown !== null ? WORDS.howSpeaks(speakerName) : WORDS.cast;
    return <aside className="studio__side" aria-label={label}>{linePanel || speakerPanel || cast}</aside>;
  }
  return (
    <>
      <Sheet title={WORDS.cast} isOpen={isCastOpen && shown === null} onClose={() => { if (shown === null) onCloseCast(); }}>{cast}</Sheet>
      <Sheet title={WORDS.howSpeaks(speakerName)} isOpen={shown !== null} closeLabel={WORDS.done} onClose={closeSpeaker}>{speakerPanel}</Sheet>
      <Sheet title={tuned === null ? WORDS.howTitle : WORDS.lineTitle(tuned.place.row + 1)} isOpen={tuned !== null} closeLabel={WORDS.done} onClose={onCloseLine}>{linePanel}</Sheet>
    </>
  );
}
