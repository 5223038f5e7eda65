import { useFiles } from '../../stores/app-context';
import type { SearchHit } from '../../transcripts/search';
import { formatClock } from './format-time';
import { WORDS } from './words';

/** Of a long segment, this much before the match is shown. */
const CONTEXT_CHARACTERS = 60;

/** Where the query stands, over all transcripts; a hit opens its transcript at that place. */
export function SearchHits({ onShow }: { onShow: (documentId: string, segmentId: string) => void }) {
  const { hits } = useFiles((state) => state.search);
  return (
    <>
      <p className="field__hint" role="status">{WORDS.hits(hits.length)}</p>
      <ul className="rows">
        {hits.map((hit) => (
          <li className="row" key={`${hit.documentId} ${hit.segmentId} ${hit.matchStart}`}>
            <button type="button" className="row__main row__main--button" onClick={() => onShow(hit.documentId, hit.segmentId)}>
              <HitText hit={hit} />
              <span className="row__sub">{[hit.title, hit.speakerName, formatClock(hit.startMs)].filter(Boolean).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function HitText({ hit: { text, matchStart, matchEnd } }: { hit: SearchHit }) {
  const from = Math.max(0, matchStart - CONTEXT_CHARACTERS);
  return (
    <span className="hit">
      {from > 0 && '…'}{text.slice(from, matchStart)}<mark>{text.slice(matchStart, matchEnd)}</mark>{text.slice(matchEnd)}
    </span>
  );
}
