/** A voice as it was heard once or more: the weighted sum of its unit vectors. */
export type VoiceNode = { sum: Float32Array; /** Seconds. */ weight: number; speakerId: string };
/**
 * What telling voices apart remembers; bounded whatever the length of the recording. `merges` are those of a person:
 * two voices that are called one speaker stay two voices, so that each is still recognised.
 */
export type SpeakerState = { nodes: readonly VoiceNode[]; nextNumber: number; merges: readonly SpeakerMerge[] };
export type SpeakerMerge = { from: string; into: string };
/** `renamed` says which speakers turned out to be the same as an older one: from → to. */
export type SpeakerStep = { state: SpeakerState; speakerId: string | null; renamed: ReadonlyMap<string, string> };

export type SpeakerConfig = {
  /** Mean cosine between two voices from which they are one. */
  threshold: number;
  /** Shorter stretches (s) are too little to tell a new voice by. */
  leastSeconds: number;
  maxSpeakers: number;
  /** Nodes kept; the two most alike become one beyond that. */
  maxNodes: number;
};

/**
 * The threshold is about where the built-in tokenizer errs alike both ways: of pairs of five-second clips of ten
 * LibriSpeech readers, 10 % of those of one voice lie below it and 14 % of those of two voices above it.
 */
export const DEFAULT_SPEAKERS: SpeakerConfig = { threshold: 0.65, leastSeconds: 1, maxSpeakers: 12, maxNodes: 48 };
export const EMPTY_SPEAKERS: SpeakerState = { nodes: [], nextNumber: 1, merges: [] };
/** A stretch counts by its length, but not more than this (s): one long monologue is still one voice. */
const MAX_WEIGHT_S = 10;

/**
 * Tells who speaks next, given who spoke before: agglomerative clustering by average linkage over the cosine of
 * speaker vectors (Day and Edelsbrunner 1984), made online by keeping a bounded number of nodes.
 *
 * A speaker keeps its id as the recording grows; when two turn out to be one, the older id stays.
 *
 * @param vector of unit length, or zeros when nothing was learned about the voice
 */
export function addVoice(state: SpeakerState, vector: Float32Array, seconds: number, config = DEFAULT_SPEAKERS): SpeakerStep {
  const isKnown = vector.some((value) => value !== 0);
  if (!isKnown || seconds < config.leastSeconds) {
    const near = isKnown ? nearestSpeaker(state, vector) : null;
    const speakerId = near?.speakerId ?? state.nodes.at(-1)?.speakerId ?? null;
    return { state, speakerId: speakerId === null ? null : calledBy(state.merges, speakerId), renamed: new Map() };
  }
  const near = nearestSpeaker(state, vector);
  const isOld = near !== null && (near.likeness >= config.threshold || countSpeakers(state.nodes) >= config.maxSpeakers);
  const speakerId = isOld ? near.speakerId : `speaker-${state.nextNumber}`;
  const weight = Math.min(MAX_WEIGHT_S, seconds);
  const nodes = [...state.nodes, { sum: vector.map((value) => value * weight), weight, speakerId }];
  const { merged, renamed } = mergeSpeakers(compact(nodes, config.maxNodes), speakerId, config);
  const { merges } = state;
  const called = [...renamed].map(([from, to]) => [calledBy(merges, from), calledBy(merges, to)] as const).filter(([from, to]) => from !== to);
  return {
    state: { nodes: merged, nextNumber: state.nextNumber + (isOld ? 0 : 1), merges },
    speakerId: calledBy(merges, renamed.get(speakerId) ?? speakerId),
    renamed: new Map(called),
  };
}

/** Mean cosine of a voice to the nodes of each speaker, by weight; the likest. */
function nearestSpeaker({ nodes }: SpeakerState, vector: Float32Array): { speakerId: string; likeness: number } | null {
  const totals = new Map<string, { sum: number; weight: number }>();
  for (const node of nodes) {
    const total = totals.get(node.speakerId) ?? { sum: 0, weight: 0 };
    totals.set(node.speakerId, { sum: total.sum + node.weight * cosine(node.sum, vector), weight: total.weight + node.weight });
  }
  let best: { speakerId: string; likeness: number } | null = null;
  for (const [speakerId, { sum, weight }] of totals) {
    const likeness = sum / weight;
    if (best === null || likeness > best.likeness) best = { speakerId, likeness };
  }
  return best;
}

/**
 * Joins speakers while two are as alike as the threshold says; the one that was heard first keeps its id. Only the
 * speaker that was just heard has become liker to another.
 */
function mergeSpeakers(nodes: readonly VoiceNode[], heardId: string, { threshold }: SpeakerConfig): { merged: readonly VoiceNode[]; renamed: Map<string, string> } {
  const renamed = new Map<string, string>();
  let merged = nodes;
  for (;;) {
    const pair = likestTo(renamed.get(heardId) ?? heardId, merged);
    if (pair === null || pair.likeness < threshold) return { merged, renamed };
    merged = merged.map((node) => (node.speakerId === pair.younger ? { ...node, speakerId: pair.older } : node));
    for (const [from, to] of renamed) if (to === pair.younger) renamed.set(from, pair.older);
    renamed.set(pair.younger, pair.older);
  }
}

function likestTo(heardId: string, nodes: readonly VoiceNode[]): { older: string; younger: string; likeness: number } | null {
  const own = nodes.filter(({ speakerId }) => speakerId === heardId);
  let best: { older: string; younger: string; likeness: number } | null = null;
  for (const otherId of new Set(nodes.map(({ speakerId }) => speakerId))) {
    if (otherId === heardId) continue;
    const likeness = linkage(own, nodes.filter(({ speakerId }) => speakerId === otherId));
    const isOlder = speakerNumber(otherId) < speakerNumber(heardId);
    if (best === null || likeness > best.likeness) best = { older: isOlder ? otherId : heardId, younger: isOlder ? heardId : otherId, likeness };
  }
  return best;
}

/** Average linkage: the mean cosine over all pairs, by the product of their weights. */
function linkage(a: readonly VoiceNode[], b: readonly VoiceNode[]): number {
  let sum = 0;
  let weight = 0;
  for (const one of a) {
    for (const other of b) {
      sum += one.weight * other.weight * cosine(one.sum, other.sum);
      weight += one.weight * other.weight;
    }
  }
  return weight === 0 ? -1 : sum / weight;
}

/** Joins the two likest nodes of one speaker until no more than `limit` are left. */
function compact(nodes: readonly VoiceNode[], limit: number): readonly VoiceNode[] {
  if (nodes.length <= limit) return nodes;
  let best: { i: number; j: number; likeness: number } | null = null;
  for (const [i, one] of nodes.entries()) {
    for (let j = i + 1; j < nodes.length; j += 1) {
      const other = nodes[j];
      if (other === undefined || other.speakerId !== one.speakerId) continue;
      const likeness = cosine(one.sum, other.sum);
      if (best === null || likeness > best.likeness) best = { i, j, likeness };
    }
  }
  const [one, other] = [nodes[best?.i ?? -1], nodes[best?.j ?? -1]];
  if (one === undefined || other === undefined) return nodes;
  const joined = { ...one, sum: one.sum.map((value, k) => value + (other.sum[k] ?? 0)), weight: one.weight + other.weight };
  return compact(nodes.flatMap((node) => (node === one ? [joined] : node === other ? [] : [node])), limit);
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

function countSpeakers(nodes: readonly VoiceNode[]): number {
  return new Set(nodes.map(({ speakerId }) => speakerId)).size;
}

/** `speaker-3` → 3. Ids are numbered in the order in which voices were first heard. */
export function speakerNumber(speakerId: string): number {
  return Number(speakerId.slice('speaker-'.length));
}

/** What a person calls a voice. */
function calledBy(merges: readonly SpeakerMerge[], speakerId: string): string {
  return merges.reduce((called, { from, into }) => (called === from ? into : called), speakerId);
}
