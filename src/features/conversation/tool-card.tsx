import type { ToolEntry } from '../../session/conversation';
import { LinkOutIcon } from '../../ui/icons';
import { guessLanguageTag } from './text-language';
import { argumentWords, resultWords, toolTitle } from './tool-words';
import { WORDS } from './words';

const STATUS_WORDS: Record<ToolEntry['status'], string> = { running: 'working…', done: '', failed: 'failed', cancelled: 'cancelled' };

/** A tool call with what went in and what came back; the exact call is one click away. */
export function ToolCard({ entry }: { entry: ToolEntry }) {
  const result = entry.resultJson === '' ? null : resultWords(entry.argumentsJson, entry.resultJson);
  return (
    <article className="tool" data-status={entry.status} aria-label={`Tool: ${toolTitle(entry.name)}`}>
      <div className="tool__row">
        <span className="tool__title">{toolTitle(entry.name)}</span>
        {argumentWords(entry.name, entry.argumentsJson).map((word) => <span key={word} className="tool__argument" lang={guessLanguageTag(word)}>{word}</span>)}
        {result && <span className="tool__result" data-error={result.isError} lang={guessLanguageTag(result.text)}>{result.text}</span>}
        {STATUS_WORDS[entry.status] && !result && <span className="tool__status">{STATUS_WORDS[entry.status]}</span>}
      </div>
      {entry.source && <a className="source" href={entry.source.url} target="_blank" rel="noreferrer noopener">{entry.source.title}<LinkOutIcon size={16} /></a>}
      <details className="tool__details">
        <summary>{WORDS.toolCall}</summary>
        <pre>{entry.name}{'\n'}{entry.argumentsJson}{entry.resultJson && `\n→ ${entry.resultJson}`}</pre>
      </details>
    </article>
  );
}
