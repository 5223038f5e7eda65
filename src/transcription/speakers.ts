/** What was heard of a speaker: the sum of unit vectors, each times the seconds it was heard in. */
export type VoiceNode = { sum: Float32Array; /** Seconds. */ weight: number; speakerId: string };
/**
 * What telling voices apart remembers; bounded whatever the length of the recording. `merges` are those of a person:
 * two voices that are called one speaker stay two voices, so that each is still recognised.
 */
export type SpeakerState = { nodes: readonly VoiceNode[]; nextNumber: number; merges: readonly SpeakerMerge[] };
export type SpeakerMerge = { from: string; into: string };
/** `renamed` says which speakers turned out to be the same as another one: from → to. */
export type SpeakerStep = { state: SpeakerState; speakerId: string | null; renamed: ReadonlyMap<string, string> };

export type SpeakerConfig = {
  /** Likeness of two voices from which they are one. */
  threshold: number;
  /** Seconds of speech of which half of what a vector holds is its speaker, in variance. */
  noiseSeconds: number;
  /** Shorter stretches (s) are too little to learn a voice from. */
  leastSeconds: number;
  maxSpeakers: number;
  /** Who was heard for less (s) by the end of a recording is taken for the likest other … */
  standSeconds: number;
  /** … unless nobody is at least this like. */
  standThreshold: number;
};

/**
 * Chosen on dialogues of five LibriSpeech readers whom no model was trained on, at three warps each, and of espeak-ng voices drawn
 * at random. Thresholds of 0.75 and 0.85, and 1.1 s, do a little worse on either. What is measured with are other readers and voices.
 */
export const DEFAULT_SPEAKERS: SpeakerConfig = { threshold: 0.8, noiseSeconds: 0.8, leastSeconds: 1, maxSpeakers: 12, standSeconds: 4, standThreshold: 0.3 };
export const EMPTY_SPEAKERS: SpeakerState = { nodes: [], nextNumber: 1, merges: [] };
/** A stretch counts by its length, but not more than this (s): one long monologue is still one voice. */
const MAX_WEIGHT_S = 10;

/**
 * Tells who speaks next, given who spoke before: clustering by centroids, online, with what short stretches are not sure of
 * taken into account.
 *
 * A speaker keeps its id as the recording grows; when two turn out to be one, the older id stays.
 *
 * @param vector of unit length, or zeros when nothing was learned about the voice
 */
export function addVoice(state: SpeakerState, vector: Float32Array, seconds: number, config = DEFAULT_SPEAKERS): SpeakerStep {
  const isKnown = vector.some((value) => value !== 0);
  const weight = Math.min(MAX_WEIGHT_S, seconds);
  const heard = { sum: vector.map((value) => value * weight), weight };
  const near = isKnown ? likest(heard, state.nodes, config) : null;
  if (!isKnown || seconds < config.leastSeconds) {
    const speakerId = near?.node.speakerId ?? state.nodes.at(-1)?.speakerId ?? null;
    return { state, speakerId: speakerId === null ? null : calledBy(state.merges, speakerId), renamed: new Map() };
  }
  const isOld = near !== null && (near.likeness >= config.threshold || state.nodes.length >= config.maxSpeakers);
  const speakerId = isOld ? near.node.speakerId : `speaker-${state.nextNumber}`;
  const joined = joinAlike(poolBySpeaker([...state.nodes, { ...heard, speakerId }]), speakerId, config);
  return {
    state: { nodes: joined.nodes, nextNumber: state.nextNumber + (isOld ? 0 : 1), merges: state.merges },
    speakerId: calledBy(state.merges, joined.renamed.get(speakerId) ?? speakerId),
    renamed: asCalled(joined.renamed, state.merges),
  };
}

/**
 * Who is whom at the end of a recording: from → to. Who was hardly heard is taken for the likest other, the least heard first,
 * because what mostly looks like somebody new are short stretches of somebody known.
 */
export function settleVoices(state: SpeakerState, config = DEFAULT_SPEAKERS): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  let nodes = poolBySpeaker(state.nodes);
  for (const { speakerId } of [...nodes].sort((a, b) => a.weight - b.weight)) {
    const node = nodes.find((each) => each.speakerId === speakerId);
    if (node === undefined || node.weight >= config.standSeconds) continue;
    const near = likest(node, nodes.filter((other) => other !== node), config);
    if (near === null || near.likeness < config.standThreshold) continue;
    nodes = rename(nodes, speakerId, near.node.speakerId, renamed);
  }
  return asCalled(renamed, state.merges);
}

type Heard = Pick<VoiceNode, 'sum' | 'weight'>;

function likest(heard: Heard, nodes: readonly VoiceNode[], config: SpeakerConfig): { node: VoiceNode; likeness: number } | null {
  let best: { node: VoiceNode; likeness: number } | null = null;
  for (const node of nodes) {
    const likeness = likenessOf(heard, node, config);
    if (best === null || likeness > best.likeness) best = { node, likeness };
  }
  return best;
}

/**
 * The cosine there would be if both were heard for long: what was heard shortly is noisy, which makes a voice less like
 * itself. Corrected for attenuation (Spearman 1904); may exceed 1.
 */
function likenessOf(a: Heard, b: Heard, { noiseSeconds }: SpeakerConfig): number {
  const reliability = ({ weight }: Heard): number => weight ** 2 / (weight ** 2 + noiseSeconds ** 2);
  return cosine(a.sum, b.sum) / Math.sqrt(reliability(a) * reliability(b));
}

/** One node a speaker, in the order in which they were first heard. */
function poolBySpeaker(nodes: readonly VoiceNode[]): readonly VoiceNode[] {
  const pooled = new Map<string, VoiceNode>();
  for (const node of nodes) {
    const known = pooled.get(node.speakerId);
    pooled.set(node.speakerId, known === undefined ? node : { ...known, sum: known.sum.map((value, k) => value + (node.sum[k] ?? 0)), weight: known.weight + node.weight });
  }
  return [...pooled.values()];
}

/** Joins the speaker that was just heard, which alone has become liker to another, to whom it is as like as the threshold says. */
function joinAlike(nodes: readonly VoiceNode[], heardId: string, config: SpeakerConfig): { nodes: readonly VoiceNode[]; renamed: Map<string, string> } {
  const renamed = new Map<string, string>();
  for (let joined = nodes, ownId = heardId; ; ) {
    const own = joined.find(({ speakerId }) => speakerId === ownId);
    const near = own === undefined ? null : likest(own, joined.filter((other) => other !== own), config);
    if (near === null || near.likeness < config.threshold) return { nodes: joined, renamed };
    const otherId = near.node.speakerId;
    const [older, younger] = speakerNumber(otherId) < speakerNumber(ownId) ? [otherId, ownId] : [ownId, otherId];
    joined = rename(joined, younger, older, renamed);
    ownId = older;
  }
}

/** Puts what was heard of one speaker to another, and notes it in `renamed`. */
function rename(nodes: readonly VoiceNode[], from: string, to: string, renamed: Map<string, string>): readonly VoiceNode[] {
  for (const [first, then] of renamed) if (then === from) renamed.set(first, to);
  renamed.set(from, to);
  return poolBySpeaker(nodes.map((node) => (node.speakerId === from ? { ...node, speakerId: to } : node)));
}

/** The same in the names that a person uses. */
function asCalled(renamed: ReadonlyMap<string, string>, merges: readonly SpeakerMerge[]): ReadonlyMap<string, string> {
  return new Map([...renamed].map(([from, to]) => [calledBy(merges, from), calledBy(merges, to)] as const).filter(([from, to]) => from !== to));
}

function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let squareA = 0;
  let squareB = 0;
  for (let k = 0; k < a.length; k += 1) {
    const [x, y] = [a[k] ?? 0, b[k] ?? 0];
    dot += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return dot / Math.max(1e-12, Math.sqrt(squareA * squareB));
}

/** `speaker-3` → 3. Ids are numbered in the order in which voices were first heard. */
export function speakerNumber(speakerId: string): number {
  return Number(speakerId.slice('speaker-'.length));
}

/** What a person calls a voice. */
function calledBy(merges: readonly SpeakerMerge[], speakerId: string): string {
  return merges.reduce((called, { from, into }) => (called === from ? into : called), speakerId);
}
