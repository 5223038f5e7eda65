import { followLevel, levelToLift, LevelTrail, pinEnds, STAFF_LINE_COUNT, stringWave, thinkingSwell, trailAge, type StaffMode } from './staff-wave';

export type StaffFrame = {
  mode: StaffMode;
  /** Linear RMS 0–1 of whoever is to be seen. */
  rms: number;
  /** How much of the staff is inked while loading, 0–1. */
  progress: number;
  /** Any CSS colour. */
  ink: string;
  /** True when the person asked for less motion: the lines lift with the level, but nothing travels. */
  isStill: boolean;
};

const SEGMENT_PX = 8;
const WAVELENGTH_PX = 420;
const BREATH_PX = 2.6;
/** Of the width, at each end, over which the lines fade out. */
const FADE_SHARE = 0.16;

/** Paints the staff and keeps what lasts between frames: the trail of levels and the eased strengths. */
export class StaffPainter {
  readonly #trail = new LevelTrail();
  #lift = 0;
  #thinking = 0;
  #inked = 0;
  #inkLeft = 1;
  #envelope = new Float32Array();
  #timeS = 0;
  #ink: { colour: string; width: number; gradient: CanvasGradient } | null = null;

  /** True while nothing but the breath moves, so that frames may be skipped. */
  get isAtRest(): boolean {
    return this.#trail.isStill && this.#thinking < 0.01 && this.#inkLeft < 0.005;
  }

  /** `width` and `height` in CSS pixels; the context is already scaled to the device. */
  paint(context: CanvasRenderingContext2D, width: number, height: number, elapsedS: number, frame: StaffFrame): void {
    this.#advance(elapsedS, frame);
    context.clearRect(0, 0, width, height);
    context.lineJoin = 'round';
    context.strokeStyle = this.#fadingInk(context, width, frame.ink);
    // Dashes say "no sound passes" without colour: muted, and failed.
    context.setLineDash(frame.mode === 'mute' || frame.mode === 'fail' ? [2, 9] : []);
    this.#measureEnvelope(width, frame.isStill);
    for (let line = 0; line < STAFF_LINE_COUNT; line++) this.#paintLine(context, line, width, height, frame);
  }

  /** The ink, fading out towards both ends; made anew only when the colour or the width changes. */
  #fadingInk(context: CanvasRenderingContext2D, width: number, ink: string): CanvasGradient {
    if (this.#ink?.colour === ink && this.#ink.width === width) return this.#ink.gradient;
    const gradient = context.createLinearGradient(0, 0, width, 0);
    // Towards the ink without opacity, because `transparent` is black and would grey the ends.
    const clear = /^rgb\(.*\)$/.test(ink) ? ink.replace('rgb(', 'rgba(').replace(')', ', 0)') : 'transparent';
    for (const [offset, colour] of [[0, clear], [FADE_SHARE, ink], [1 - FADE_SHARE, ink], [1, clear]] as const) gradient.addColorStop(offset, colour);
    this.#ink = { colour: ink, width, gradient };
    return gradient;
  }

  #advance(elapsedS: number, { mode, rms, progress, isStill }: StaffFrame): void {
    if (!isStill) this.#timeS += elapsedS;
    const isSounding = mode === 'listen' || mode === 'speak' || mode === 'rest';
    this.#lift = followLevel(this.#lift, isSounding ? levelToLift(rms) : 0, elapsedS);
    this.#trail.push(this.#lift, elapsedS);
    const ease = 1 - Math.exp(-elapsedS / 0.25);
    this.#thinking += ((mode === 'think' && !isStill ? 1 : 0) - this.#thinking) * ease;
    const inkTarget = mode === 'load' ? progress : 1;
    this.#inked += (inkTarget - this.#inked) * ease;
    this.#inkLeft = Math.abs(inkTarget - this.#inked);
  }

  /** The lift at each point, which all five strings share. */
  #measureEnvelope(width: number, isStill: boolean): void {
    const pointCount = Math.ceil(width / SEGMENT_PX) + 1;
    if (this.#envelope.length !== pointCount) this.#envelope = new Float32Array(pointCount);
    for (let point = 0; point < pointCount; point++) {
      const u = Math.min(1, (point * SEGMENT_PX) / width);
      this.#envelope[point] = (isStill ? this.#lift : this.#trail.at(trailAge(u))) * pinEnds(u);
    }
  }

  #paintLine(context: CanvasRenderingContext2D, line: number, width: number, height: number, frame: StaffFrame): void {
    const spacing = Math.min(13, height / 10);
    const fromMiddle = line - (STAFF_LINE_COUNT - 1) / 2;
    const room = height / 2 - 1.5 * spacing;
    const isSilent = frame.mode === 'mute' || frame.mode === 'fail';
    const path = new Path2D();
    for (let point = 0; point < this.#envelope.length; point++) {
      const x = point * SEGMENT_PX;
      const u = Math.min(1, x / width);
      const breath = frame.isStill || isSilent ? 0 : BREATH_PX * Math.sin(this.#timeS * 0.8 + (x / WAVELENGTH_PX) * 3 + line * 0.55);
      const wave = (this.#envelope[point] ?? 0) * stringWave(line, x / WAVELENGTH_PX, this.#timeS) * room + breath * pinEnds(u);
      const swell = this.#thinking < 0.01 ? 0 : this.#thinking * thinkingSwell(u, this.#timeS) * fromMiddle * spacing * 0.75;
      path.lineTo(x, height / 2 + fromMiddle * spacing + wave + swell);
    }
    context.lineWidth = 1.35 + 0.75 * this.#lift;
    const alpha = 0.9 - 0.14 * Math.abs(fromMiddle);
    if (this.#inked > 0.995) {
      context.globalAlpha = alpha;
      context.stroke(path);
      return;
    }
    context.globalAlpha = alpha * 0.25;
    context.stroke(path);
    context.save();
    context.beginPath();
    context.rect(0, 0, width * this.#inked, height);
    context.clip();
    context.globalAlpha = alpha;
    context.stroke(path);
    context.restore();
  }
}
