import { useCommands, useDevice, useSettings } from '../../stores/app-context';
import { selectInputs, selectMicrophone, selectOutputs, type AudioDevice } from '../../stores/device-store';
import { Select, type Option } from '../../ui/fields';
import { WORDS } from './words';

const DEFAULT_DEVICE = '';

/** The devices as options; one that was chosen and is gone is not among them, and the default stands for it. */
function deviceOptions(devices: readonly AudioDevice[]): Option<string>[] {
  const named = devices.map(({ deviceId, label }, index) => ({ value: deviceId, label: label || WORDS.unnamed(index + 1) }));
  return [{ value: DEFAULT_DEVICE, label: WORDS.systemDefault }, ...named.filter((option) => option.value !== DEFAULT_DEVICE)];
}

export function SoundPanel() {
  const commands = useCommands();
  const inputs = deviceOptions(useDevice(selectInputs));
  const outputs = deviceOptions(useDevice(selectOutputs));
  const canChooseOutput = useDevice((state) => state.canChooseOutput);
  const microphone = useDevice(selectMicrophone);
  const microphoneId = useSettings((state) => state.microphoneId);
  const outputId = useSettings((state) => state.outputId);
  const echo = microphone.phase === 'live' ? microphone.settings.echoCancellation : null;
  const echoHint = echo === null ? undefined : echo ? WORDS.echoOn : WORDS.echoOff;
  const present = (options: Option<string>[], id: string | null) => (options.some((option) => option.value === id) && id) || DEFAULT_DEVICE;
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.sound}</h3>
      <Select label={WORDS.microphone} hint={echoHint} value={present(inputs, microphoneId)} options={inputs} onChange={(id) => void commands.chooseMicrophone(id || null)} />
      {canChooseOutput
        ? <Select label={WORDS.output} value={present(outputs, outputId)} options={outputs} onChange={(id) => void commands.chooseOutput(id || null)} />
        : <p className="field__hint">{WORDS.noOutputChoice}</p>}
    </section>
  );
}
