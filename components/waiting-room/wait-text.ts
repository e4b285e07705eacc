import type { useTranslations } from "next-intl";
import type { WaitingView } from "./queue-view.ts";

/** A range in words: minutes up to two hours, then hours and minutes; without one, why none is named. `t` reads queue.json. */
export function waitText(
  { range, why }: Pick<WaitingView, "range" | "why">,
  t: ReturnType<typeof useTranslations<"queue">>,
): string {
  if (!range && why === "too_late") return t("waiting.tooLate");
  if (!range) return t(why === "uncertain" ? "waiting.uncertain" : "waiting.unknown");
  const [from, to] = [range.fromSeconds / 60, range.toSeconds / 60];
  if (from === 0) return t("waiting.upTo", { to });
  return to <= 120 ? t("waiting.range", { from, to }) : t("waiting.hours", { from: clock(from), to: clock(to) });
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
