type ProgressProps = { label: string; /** 0–1; null while the amount is not known. */ fraction: number | null };

export function Progress({ label, fraction }: ProgressProps) {
  const percent = fraction === null ? undefined : Math.round(fraction * 100);
  return (
    <div className="progress" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      <div className="progress__bar" style={{ transform: `scaleX(${fraction ?? 0})` }} />
    </div>
  );
}
