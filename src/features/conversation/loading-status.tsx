import { useState } from 'react';
import type { ViewPhase } from './view-phase';

type Moment = { phase: ViewPhase; sentence: string };

/** What a change of phase says to somebody who cannot see the staff; turns are told by the announcer, so they say nothing. */
export function nextMoment(previous: Moment, phase: ViewPhase): Moment {
  if (phase === 'loading') return { phase, sentence: 'Loading the models.' };
  if (previous.phase === 'loading' && phase === 'ready') return { phase, sentence: 'Ready. Just speak.' };
  if (previous.phase === 'loading' && phase === 'hold') return { phase, sentence: 'Ready. Hold Space while you speak.' };
  if (previous.phase === 'loading' && phase === 'deaf') return { phase, sentence: 'Ready. Type a message.' };
  return { ...previous, phase };
}

export function LoadingStatus({ phase }: { phase: ViewPhase }) {
  const [moment, setMoment] = useState<Moment>({ phase: 'asleep', sentence: '' });
  if (moment.phase !== phase) setMoment(nextMoment(moment, phase));
  return <p className="visually-hidden" role="status">{moment.sentence}</p>;
}
