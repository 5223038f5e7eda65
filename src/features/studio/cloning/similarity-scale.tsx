import { judgeSimilarity, PERSON_BASELINES, type Similarity } from '../../../studio/cloning/similarity';
import { NEARNESS_WORDS, WORDS } from './words';

const at = (cosine: number): string => `${Math.round(100 * Math.min(1, Math.max(0, cosine)))}%`;

function Range({ label, low, high }: { label: string; low: number; high: number }) {
  return <div className="likeness__lane"><span className="likeness__label">{label}</span><span className="likeness__track"><span className="likeness__range" style={{ insetInlineStart: at(low), inlineSize: `calc(${at(high)} - ${at(low)})` }} /></span></div>;
}

function Mark({ label, value, isClone = false }: { label: string; value: number; isClone?: boolean }) {
  return <div className="likeness__lane"><span className="likeness__label">{label}</span><span className="likeness__track"><span className={isClone ? 'likeness__mark likeness__mark--clone' : 'likeness__mark'} style={{ insetInlineStart: at(value) }} /></span></div>;
}

/** How near a voice comes to its recording, against pairs of recordings of people; the words say all that the picture shows. */
export function SimilarityScale({ similarity }: { similarity: Similarity }) {
  return (
    <figure className="likeness" aria-label={WORDS.similarity}>
      <div aria-hidden="true">
        <Range label={WORDS.otherPeople} {...PERSON_BASELINES.other} />
        <Range label={WORDS.samePerson} {...PERSON_BASELINES.same} />
        <Mark label={similarity.builtInName} value={similarity.builtIn} />
        <Mark label={WORDS.clone} value={similarity.clone} isClone />
      </div>
      <figcaption className="field__hint">{WORDS.scale(similarity)} {NEARNESS_WORDS[judgeSimilarity(similarity)]} {WORDS.meaning}</figcaption>
    </figure>
  );
}
