import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { formatClock } from '../../../lib/format-clock';
import { useScript, useScriptCommands } from '../../../stores/app-context';
import type { Project } from '../../../studio/project';
import { Button } from '../../../ui/button';
import { PlayIcon, StopIcon, VoicesIcon } from '../../../ui/icons';
import { findPlace, lineAt, scriptTimeline, type Timeline } from './outline';
import { RenderStatus } from './render-status';
import { WORDS } from './words';

type TransportProps = { project: Project; activeId: string | null; loadLine: ReactNode; packLine: ReactNode; onShow: (lineId: string) => void; onOpenCast: () => void };

/** Under the script: how much of it is made, what is heard, and from where. */
export function Transport({ project: { script }, activeId, loadLine, packLine, onShow, onOpenCast }: TransportProps) {
  const commands = useScriptCommands();
  const playing = useScript((state) => state.playing);
  const states = useScript((state) => state.lines);
  const timeline = useMemo(() => scriptTimeline(script, states), [script, states]);
  const isActive = playing.phase !== 'silent';
  const from = findPlace(script, activeId);
  const seek = (ms: number) => {
    const line = lineAt(timeline, ms);
    if (line === null) return;
    if (isActive) void commands.play(line.lineId);
    else onShow(line.lineId);
  };
  return (
    <section className="transport script-transport" aria-label={WORDS.player}>
      <PlaceSlider timeline={timeline} activeId={activeId} onSeek={seek} />
      <div className="script-transport__row">
        <RenderStatus hasLines={timeline.starts.length > 0} loadLine={loadLine} packLine={packLine} />
        <button
          type="button" className="transport__play" aria-label={isActive ? WORDS.stop : WORDS.play} title={isActive ? WORDS.stopTitle : WORDS.playTitle((from?.row ?? 0) + 1)}
          data-phase={playing.phase} onClick={() => { if (isActive) commands.stop(); else void commands.play(from === null ? null : activeId); }}
        >
          {isActive ? <StopIcon size={26} /> : <PlayIcon size={26} />}
        </button>
        <div className="script-transport__end">
          {playing.phase === 'starting' && <span className="script-transport__wait" role="status">{WORDS.waitingForLine}</span>}
          <Button size="small" className="script-transport__cast" onClick={onOpenCast}><VoicesIcon size={18} />{WORDS.castButton}</Button>
        </div>
      </div>
    </section>
  );
}

type PlaceSliderProps = { timeline: Timeline; activeId: string | null; onSeek: (ms: number) => void };

/** Where in the sound of the script one is; its place is written past React while it plays. */
function PlaceSlider({ timeline, activeId, onSeek }: PlaceSliderProps) {
  const commands = useScriptCommands();
  const slider = useRef<HTMLInputElement>(null);
  const clock = useRef<HTMLSpanElement>(null);
  const starts = useMemo(() => new Map(timeline.starts.map((start) => [start.lineId, start])), [timeline]);
  useEffect(() => {
    let handle = 0;
    let shownMs = -1;
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const place = commands.readPlace();
      const start = starts.get(place?.lineId ?? activeId ?? '');
      const ms = Math.round((start?.startMs ?? 0) + (place?.atMs ?? 0));
      if (ms === shownMs || slider.current === null || clock.current === null) return;
      shownMs = ms;
      const text = formatClock(Math.floor(ms / 1000));
      slider.current.value = String(ms);
      slider.current.setAttribute('aria-valuetext', WORDS.placeText(text, (start?.row ?? 0) + 1));
      clock.current.textContent = text;
    };
    handle = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(handle);
  }, [commands, starts, activeId]);
  return (
    <div className="script-transport__place">
      <span ref={clock} className="script-transport__clock">0:00</span>
      <input
        ref={slider} type="range" aria-label={WORDS.place} min={0} max={Math.max(1, Math.round(timeline.totalMs))} step={100} defaultValue={0} disabled={timeline.totalMs === 0}
        onChange={(event) => onSeek(event.target.valueAsNumber)}
      />
      <span className="script-transport__clock">{formatClock(Math.round(timeline.totalMs / 1000))}</span>
    </div>
  );
}
