import { useModel } from '../../stores/app-context';
import { selectVerdicts } from '../../stores/model-store';
import { formatError, formatMs, WORDS } from './words';

export function SelfTestPanel() {
  const verdicts = useModel(selectVerdicts);
  if (verdicts.length === 0) return null;
  return (
    <section className="panel">
      <h3 className="panel__title">{WORDS.selfTest}</h3>
      <p className="soft">{WORDS.selfTestHint}</p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={WORDS.selfTest}>
        <table className="table">
          <thead><tr><th scope="col">graph</th><th scope="col">on</th><th scope="col">verdict</th><th scope="col">error</th><th scope="col">load ms</th><th scope="col">warm-up ms</th></tr></thead>
          <tbody>
            {verdicts.map((verdict) => (
              <tr key={`${verdict.graph}:${verdict.provider}`}>
                <th scope="row">{verdict.graph}</th>
                <td>{verdict.provider}</td>
                <td data-bad={!verdict.hasPassed}>{!verdict.hasPassed ? WORDS.failed : verdict.isRemembered ? WORDS.passedBefore : WORDS.passed}</td>
                <td>{formatError(verdict.maxError)}</td>
                <td>{formatMs(verdict.loadMs)}</td>
                <td>{formatMs(verdict.warmUpMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
