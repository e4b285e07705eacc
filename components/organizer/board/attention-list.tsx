import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import type { Attention, AttentionKind } from "#lib/analytics/board/board-contract";
import { dateText } from "../../ui/date-text.ts";
import type { BoardPaths } from "./board-paths.ts";

/** What needs attention now, the most urgent first, each the way to where it is solved. */
export function AttentionList(props: { attention: readonly Attention[]; timeZone: string; paths: BoardPaths }) {
  const t = useTranslations("board.attention");
  const locale = useLocale();
  const { attention, timeZone, paths } = props;
  if (attention.length === 0) {
    return (
      <p className="flex items-center gap-2 text-ink-soft">
        <Icon name="check" className="size-5 shrink-0 text-good" />
        {t("none")}
      </p>
    );
  }
  return (
    <section aria-labelledby="attention" className="rounded-card border border-warn bg-raised">
      <h3 id="attention" className="flex items-center gap-2 px-5 pt-4 text-lg">
        <Icon name="alert" className="size-5 shrink-0 text-warn" />
        {t("title")}
      </h3>
      <ul className="py-2">
        {attention.map(({ kind, count, due_at }) => (
          <li key={kind}>
            <Link
              href={pathOf(kind, paths)}
              className="flex min-h-touch items-center justify-between gap-4 px-5 py-2 hover:bg-sunken"
            >
              <span className="min-w-0">
                {t(kind, { count })}
                {due_at === null ? null : (
                  <span className="block text-ink-soft text-sm">
                    {t("due", { kind, at: dateText(due_at, { timeZone, style: "kept", locale }) })}
                  </span>
                )}
              </span>
              <Icon name="chevron-right" className="size-5 shrink-0 text-ink-soft" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function pathOf(kind: AttentionKind, { event, orders }: BoardPaths): string {
  switch (kind) {
    case "payments_stuck":
      return orders === null ? event : `${orders}&trouble=payment`;
    case "disputes_open":
      return orders === null ? event : `${orders}&trouble=dispute`;
    case "refunds_failed":
      return `${event}#failed-refunds`;
    case "queue_stopped":
      return `${event}/waiting-room`;
    case "reviews_open":
    case "holding_unusual":
      return `${event}/review`;
    case "seats_released_soon":
      return `${event}/seats`;
  }
}
