import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type BadgeTone = "neutral" | "accent" | "good" | "warn" | "bad";

const TONES: Record<BadgeTone, string> = {
  neutral: "bg-sunken text-ink",
  accent: "bg-accent text-on-accent",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
};

/** A word or two about the state of a thing. */
export function Badge({
  tone = "neutral",
  className,
  children,
}: {
  tone?: BadgeTone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex h-fit w-fit items-center gap-1 whitespace-nowrap rounded-control px-2 py-0.5 font-semibold text-[0.8125rem]",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
