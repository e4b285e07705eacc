import { classNames } from "./class-names.ts";

/** A placeholder in the shape of the coming content. Give it the same size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classNames("animate-waiting rounded-control bg-sunken", className)} />;
}
