import { useState, type FormEvent } from 'react';
import { useFileCommands } from '../../stores/app-context';
import { Button } from '../../ui/button';
import { Popover } from '../../ui/popover';
import type { Segment } from '../../transcripts/document';
import { formatExactClock, parseClock } from './format-time';
import type { Player } from './player';
import { WORDS } from './words';

type TimePanelProps = { segment: Segment; nextSegmentId: string | null; player: Player; anchor: HTMLElement; onClose: () => void };

/** When a segment begins and ends; also what is done with it as a whole. */
export function TimePanel({ segment, nextSegmentId, player, anchor, onClose }: TimePanelProps) {
  const commands = useFileCommands();
  const [start, setStart] = useState(formatExactClock(segment.startMs));
  const [end, setEnd] = useState(formatExactClock(segment.endMs));
  const startMs = parseClock(start);
  const endMs = parseClock(end);
  const isGood = startMs !== null && endMs !== null && startMs < endMs;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isGood) return;
    commands.edit({ type: 'segment.retime', segmentId: segment.id, startMs, endMs });
    onClose();
  };
  const merge = () => {
    if (nextSegmentId !== null) commands.edit({ type: 'segment.merge', segmentId: segment.id, nextSegmentId });
    onClose();
  };
  const remove = () => {
    commands.edit({ type: 'segment.delete', segmentId: segment.id });
    onClose();
  };
  return (
    <Popover label={WORDS.timePanel} anchor={anchor} onClose={onClose}>
      <form className="times" onSubmit={submit}>
        <ClockField id="segment-start" label={WORDS.start} hereLabel={WORDS.hereStart} value={start} onChange={setStart} onHere={() => setStart(formatExactClock(player.positionMs))} />
        <ClockField id="segment-end" label={WORDS.end} hereLabel={WORDS.hereEnd} value={end} onChange={setEnd} onHere={() => setEnd(formatExactClock(player.positionMs))} />
        {!isGood && <p className="field__hint" role="alert">{WORDS.badTime}</p>}
        <Button type="submit" size="small" disabled={!isGood}>{WORDS.apply}</Button>
      </form>
      <div className="popover__actions">
        <Button size="small" disabled={nextSegmentId === null} onClick={merge}>{WORDS.mergeNext}</Button>
        <Button size="small" variant="danger" onClick={remove}>{WORDS.deleteSegment}</Button>
      </div>
    </Popover>
  );
}

type ClockFieldProps = { id: string; label: string; hereLabel: string; value: string; onChange: (value: string) => void; onHere: () => void };

function ClockField({ id, label, hereLabel, value, onChange, onHere }: ClockFieldProps) {
  return (
    <div className="field">
      <div className="field__label"><label htmlFor={id}>{label}</label></div>
      <div className="inline-form">
        <input id={id} type="text" inputMode="decimal" autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />
        <Button size="small" onClick={onHere}>{hereLabel}</Button>
      </div>
    </div>
  );
}
