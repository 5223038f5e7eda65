import { useStudioCommands } from '../../stores/app-context';
import { Button } from '../../ui/button';
import { DeliveryPanel } from './delivery-panel';
import { FeelingPanel, PresetPanel } from './feeling-panel';
import { StylePanel } from './style-panel';
import { ShapePanel, VoicePanel } from './voice-panel';
import { WORDS } from './words';

/** Everything that can be set about how a text is said. */
export function ControlsPanel() {
  const commands = useStudioCommands();
  return (
    <>
      <VoicePanel />
      <PresetPanel />
      <FeelingPanel />
      <DeliveryPanel />
      <StylePanel />
      <ShapePanel />
      <div className="panel__actions"><Button size="small" onClick={() => commands.resetAll()}>{WORDS.resetAll}</Button></div>
    </>
  );
}
