import { useCommands, useModel, useSettings } from '../../stores/app-context';
import { selectVoices, type VoiceSummary } from '../../stores/model-store';
import { selectControls, selectVoiceIds } from '../../stores/settings-store';
import { NEUTRAL_CONTROLS, type VoiceControls } from '../../session/settings';
import type { SpokenLanguage } from '../../session/conversation';
import { Button } from '../../ui/button';
import { Select, Slider } from '../../ui/fields';
import { EMOTIONS, formatDecibels, formatPercent, formatRange, formatSemitones, formatSpeed, WORDS } from './words';

function VoiceChoice({ label, language, voices }: { label: string; language: SpokenLanguage; voices: readonly VoiceSummary[] }) {
  const commands = useCommands();
  const voiceIds = useSettings(selectVoiceIds);
  const mine = voices.filter((voice) => voice.language === language);
  const first = mine[0];
  if (!first) return null;
  const chosen = voiceIds[language] ?? first.id;
  return (
    <div className="voice-choice">
      <Select label={label} value={chosen} options={mine.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id) => commands.changeSettings({ voiceIds: { ...voiceIds, [language]: id } })} />
      <Button size="small" onClick={() => void commands.previewVoice(chosen)}>{WORDS.hear}</Button>
    </div>
  );
}

export function VoicePanel() {
  const commands = useCommands();
  const voices = useModel(selectVoices);
  const controls = useSettings(selectControls);
  const change = (part: Partial<VoiceControls>) => commands.changeSettings({ controls: { ...controls, ...part } });
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.voice}</h3>
      <VoiceChoice label={WORDS.englishVoice} language="en" voices={voices} />
      <VoiceChoice label={WORDS.mandarinVoice} language="zh" voices={voices} />
      <Select label={WORDS.emotion} value={controls.emotion} options={EMOTIONS} onChange={(emotion) => change({ emotion })} />
      {controls.emotion !== 'neutral' && <Slider label={WORDS.emotionStrength} value={controls.emotionStrength} min={0} max={1} step={0.05} format={formatPercent} onChange={(emotionStrength) => change({ emotionStrength })} />}
      <Slider label={WORDS.speed} value={controls.speakingRate} min={0.5} max={2} step={0.05} format={formatSpeed} onChange={(speakingRate) => change({ speakingRate })} />
      <Slider label={WORDS.pitch} value={controls.pitchSemitones} min={-6} max={6} step={1} format={formatSemitones} onChange={(pitchSemitones) => change({ pitchSemitones })} />
      <Slider label={WORDS.range} value={controls.pitchRange} min={0} max={2} step={0.1} format={formatRange} onChange={(pitchRange) => change({ pitchRange })} />
      <Slider label={WORDS.energy} value={controls.energyDb} min={-12} max={12} step={1} format={formatDecibels} onChange={(energyDb) => change({ energyDb })} />
      <div className="panel__actions"><Button size="small" onClick={() => change(NEUTRAL_CONTROLS)}>{WORDS.reset}</Button></div>
    </section>
  );
}
