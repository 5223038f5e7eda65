/** What the staff is doing; each has a shape of its own, so that the state is not told by colour alone. */
export type StaffMode = 'rest' | 'load' | 'listen' | 'think' | 'speak' | 'mute' | 'fail';

export const STAFF_LINE_COUNT = 5;

const QUIET_DB = -54;
const LOUD_DB = -12;

/** How far the lines lift for a level: linear RMS 0–1 in, 0–1 out, even in decibels because ears are. */
export function levelToLift(rms: number): number {
  if (!(rms > 0)) return 0;
  const decibels = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (decibels - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}

/** Follows a level as a meter does: up at once, down slowly. `elapsedS` is the time since the last value. */
export function followLevel(previous: number, target: number, elapsedS: number): number {
  const timeConstantS = target > previous ? 0.025 : 0.16;
  return target + (previous - target) * Math.exp(-elapsedS / timeConstantS);
}

/** Offsets, in steps of the trail, that a reading is the mean of. */
const SMOOTHING_TAPS = [-6, -4, -2, 0, 2, 4, 6];

/** The recent past of the level at a steady rate, so that sound can be seen to run from the middle outwards. */
export class LevelTrail {
  readonly #values: Float32Array;
  readonly #stepS: number;
  #head = 0;
  #pendingS = 0;

  constructor(seconds = 0.9, rateHz = 60) {
    this.#values = new Float32Array(Math.ceil(seconds * rateHz));
    this.#stepS = 1 / rateHz;
  }

  /** Appends `lift` for the time that passed; a long pause fills the whole trail, never more. */
  push(lift: number, elapsedS: number): void {
    this.#pendingS = Math.min(this.#pendingS + elapsedS, this.#values.length * this.#stepS);
    while (this.#pendingS >= this.#stepS) {
      this.#pendingS -= this.#stepS;
      this.#head = (this.#head + 1) % this.#values.length;
      this.#values[this.#head] = lift;
    }
  }

  /** The lift `age` ago, 0 now and 1 the end of the trail; smoothed, because a string has no corners. */
  at(age: number): number {
    const steps = Math.min(1, Math.max(0, age)) * (this.#values.length - 1);
    let sum = 0;
    for (const tap of SMOOTHING_TAPS) sum += this.#interpolate(Math.max(0, steps + tap));
    return sum / SMOOTHING_TAPS.length;
  }

  get isStill(): boolean {
    return this.#values.every((value) => value < 0.002);
  }

  #interpolate(steps: number): number {
    const whole = Math.floor(steps);
    return this.#read(whole) + (this.#read(whole + 1) - this.#read(whole)) * (steps - whole);
  }

  #read(stepsBack: number): number {
    const back = Math.min(stepsBack, this.#values.length - 1);
    return this.#values[(this.#head - back + this.#values.length) % this.#values.length] ?? 0;
  }
}

/** 0 at both ends, 1 in the middle: the lines are strings, fixed where they are tied. */
export function pinEnds(u: number): number {
  const fromMiddle = 2 * u - 1;
  return (1 - fromMiddle * fromMiddle) ** 2;
}

/** How old the sound is that is seen at `u`: 0 in the middle, about 1 at the ends, without a kink where both sides meet. */
export const trailAge = (u: number): number => Math.hypot(2 * u - 1, 0.12) - 0.12;

/** Displacement of one string, −1…1, `position` wavelengths of the longest wave along, at `timeS`: two waves that never quite repeat. */
export function stringWave(line: number, position: number, timeS: number): number {
  const slow = Math.sin(2 * Math.PI * (1 + 0.17 * line) * position - (3.1 + 0.5 * line) * timeS + line * 1.7);
  const fast = Math.sin(2 * Math.PI * (2.6 + 0.34 * line) * position + (5.3 + 0.7 * line) * timeS + line * 0.9);
  return 0.68 * slow + 0.32 * fast;
}

/** How far the lines are spread at `u` by the swell that runs along the staff while thinking, 0–1. */
export function thinkingSwell(u: number, timeS: number): number {
  const position = ((timeS * 0.42) % 1.3) - 0.15;
  const distance = (u - position) / 0.085;
  return Math.exp(-0.5 * distance * distance);
}
