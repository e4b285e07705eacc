import { classNames } from "./class-names.ts";

/** A place kept for what is coming, in its shape. Give it the size of the real thing. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classNames("animate-waiting rounded-control bg-sunken", className)} />;
}
