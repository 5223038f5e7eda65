import { useDevice, useDiagnostics, useModel } from '../../stores/app-context';
import { selectMicrophone } from '../../stores/device-store';
import { selectProvider, selectProviderReason } from '../../stores/model-store';
import { readHeapBytes } from './read-heap-bytes';
import { formatBytes } from '../../ui/format-bytes';
import { formatMs, medianOf, WORDS } from './words';

function useFacts(): [string, string][] {
  const provider = useModel(selectProvider);
  const reason = useModel(selectProviderReason);
  const readyMs = useModel((state) => state.readyMs);
  const device = useDevice((state) => state);
  const microphone = useDevice(selectMicrophone);
  const diagnostics = useDiagnostics((state) => state);
  const silences = diagnostics.bargeIns.map((cut) => cut.silentAtMs - cut.confirmedAtMs);
  const heapBytes = readHeapBytes();
  return [
    ['Provider', provider ? `${provider}${reason ? ` (${reason})` : ''}` : 'not loaded'],
    ['Threads', `${device.threadCount}${device.isIsolated ? '' : ', page not isolated'}`],
    ['WebGPU', device.hasWebGpu ? 'offered' : 'not offered'],
    ['Click to ready', readyMs === null ? '–' : `${formatMs(readyMs)} ms`],
    ['Audio', device.audioContext],
    ['Microphone', microphone.phase === 'live' ? `${microphone.settings.label || 'unnamed'}, ${microphone.settings.sampleRateHz ?? '?'} Hz, echo cancellation ${microphone.settings.echoCancellation ? 'on' : 'off'}` : microphone.phase],
    ['Voice detection', diagnostics.vadFrameCount > 0 ? `${(diagnostics.vadComputeMs / diagnostics.vadFrameCount).toFixed(2)} ms a 32 ms frame, ${diagnostics.vadFrameCount} frames, the longest wait ${formatMs(diagnostics.vadMaxWaitMs)} ms` : '–'],
    ['Interruptions', diagnostics.bargeIns.length > 0 ? `${diagnostics.bargeIns.length}, silent after ${formatMs(medianOf(silences))} ms (median)` : 'none'],
    ['False alarms', `${diagnostics.misfireCount} misfires, ${diagnostics.echoCount} echoes`],
    ['Speculation', diagnostics.speculationCount > 0 ? `${diagnostics.speculationHitCount} of ${diagnostics.speculationCount} right` : 'none'],
    ['Memory', heapBytes === null ? 'this browser does not say' : `${formatBytes(heapBytes)} of script heap`],
  ];
}

export function MachinePanel() {
  const facts = useFacts();
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.machine}</h3>
      <dl className="facts facts--wide">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}
