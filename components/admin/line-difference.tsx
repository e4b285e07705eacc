import { useTranslations } from "next-intl";
import type { DifferenceLine } from "#lib/legal/line-difference";
import { keyed } from "../ui/markdown-rules.ts";

const LOOKS = {
  same: { sign: " ", className: "text-ink-soft" },
  added: { sign: "+", className: "bg-good-soft text-ink" },
  removed: { sign: "−", className: "bg-bad-soft text-ink line-through" },
} as const;

/** Two texts line by line. The sign, and a word for screen readers, say what the colour says. */
export function LineDifference({ lines }: { lines: readonly DifferenceLine[] }) {
  const t = useTranslations("platform.legal");
  return (
    <ol className="overflow-hidden rounded-card border border-line bg-raised py-2 text-sm">
      {keyed(lines, ({ change, line }) => `${change} ${line}`).map(({ key, item: { change, line } }) => (
        <li key={key} className={`flex gap-2 px-3 py-0.5 ${LOOKS[change].className}`}>
          <span aria-hidden className="tabular w-3 shrink-0">
            {LOOKS[change].sign}
          </span>
          {change === "same" ? null : <span className="sr-only">{t(change)}</span>}
          <span className="wrap-anywhere min-h-[1.25rem] whitespace-pre-wrap">{line}</span>
        </li>
      ))}
    </ol>
  );
}
