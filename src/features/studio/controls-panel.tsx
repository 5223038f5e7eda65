import { Button } from '../../ui/button';
import { DeliveryPanel } from './delivery-panel';
import { FeelingPanel, PresetPanel } from './feeling-panel';
import { StylePanel } from './style-panel';
import { useTuning } from './tuning';
import { ShapePanel, VoicePanel } from './voice-panel';

/** Everything that can be set about how something is said. */
export function ControlsPanel() {
  const { resetAll, resetLabel } = useTuning();
  return (
    <>
      <VoicePanel />
      <PresetPanel />
      <FeelingPanel />
      <DeliveryPanel />
      <StylePanel />
      <ShapePanel />
      <div className="panel__actions"><Button size="small" onClick={resetAll}>{resetLabel}</Button></div>
    </>
  );
}
