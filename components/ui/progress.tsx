import { classNames } from "./class-names.ts";

/** How far something is. `label` says of what, `text` says it in words for those who do not see the bar. */
export function Progress(props: { label: string; value: number; max?: number; text?: string; className?: string }) {
  const max = props.max ?? 100;
  const share = max > 0 ? Math.min(1, Math.max(0, props.value / max)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(max, Math.max(0, props.value))}
      aria-valuetext={props.text}
      className={classNames("h-2 overflow-hidden rounded-full bg-sunken", props.className)}
    >
      <div
        className="h-full origin-left rounded-full bg-accent transition-transform duration-slow ease-settle"
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  );
}
