import { useDiagnostics } from '../../stores/app-context';
import { selectLog } from '../../stores/diagnostics-store';
import { formatClock, WORDS } from './words';

const SHOWN_LINES = 100;

/** The newest lines first; the export has them all. */
export function LogPanel() {
  const log = useDiagnostics(selectLog);
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.log}</h3>
      {log.length === 0 && <p className="soft">{WORDS.noLog}</p>}
      <ol className="log">
        {log.slice(-SHOWN_LINES).reverse().map((line, index) => (
          <li key={`${line.atMs}:${index}`} data-level={line.level}><time>{formatClock(line.atMs)}</time> <b>{line.code}</b> {line.detail}</li>
        ))}
      </ol>
    </section>
  );
}
