import { useDiagnostics } from '../../stores/app-context';
import { selectTurnTimings } from '../../stores/diagnostics-store';
import { turnLatencies, type TurnTiming } from '../../session/diagnostics';
import { formatFactor, formatMs, medianOf, TURN_COLUMNS, WORDS } from './words';

type Latencies = ReturnType<typeof turnLatencies>;

const CELLS: readonly { read: (latencies: Latencies) => number | null; format: (value: number | null) => string }[] = [
  { read: (row) => row.speechEndToEndpointMs, format: formatMs },
  { read: (row) => row.endpointToTranscriptMs, format: formatMs },
  { read: (row) => row.transcriptToFirstTokenMs, format: formatMs },
  { read: (row) => row.endpointToFirstAudioMs, format: formatMs },
  { read: (row) => row.responseLatencyMs, format: formatMs },
  { read: (row) => row.recognitionRealTimeFactor, format: formatFactor },
  { read: (row) => row.synthesisRealTimeFactor, format: formatFactor },
];

/** Typed turns have no speech to measure from, so the medians are of the spoken ones. */
function MedianRow({ turns }: { turns: readonly TurnTiming[] }) {
  const rows = turns.filter((turn) => turn.via === 'voice').map(turnLatencies);
  if (rows.length < 2) return null;
  return (
    <tfoot>
      <tr>
        <th scope="row">median</th>
        {CELLS.map(({ read, format }, index) => <td key={index}>{format(medianOf(rows.map(read)))}</td>)}
        <td />
      </tr>
    </tfoot>
  );
}

/** One row a turn, from the end of speech to the first sound, in milliseconds. */
export function TurnTable() {
  const turns = useDiagnostics(selectTurnTimings);
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.turns}</h3>
      {turns.length === 0 ? <p className="soft">{WORDS.noTurns}</p> : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={WORDS.turns}>
          <table className="table">
            <thead><tr>{TURN_COLUMNS.map(({ short, long }) => <th key={short} scope="col"><abbr title={long}>{short}</abbr></th>)}</tr></thead>
            <tbody>
              {turns.map((turn, row) => {
                const latencies = turnLatencies(turn);
                return (
                  <tr key={turn.turnId}>
                    <th scope="row">{row + 1}{turn.via === 'text' && ' typed'}{turn.isInterrupted && ' cut'}</th>
                    {CELLS.map(({ read, format }, index) => <td key={index}>{format(read(latencies))}</td>)}
                    <td>{turn.underrunCount}</td>
                  </tr>
                );
              })}
            </tbody>
            <MedianRow turns={turns} />
          </table>
        </div>
      )}
    </section>
  );
}
