import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EventBoard } from "#lib/analytics/board/board-contract";
import { classNames } from "../../ui/class-names.ts";

type Pace = NonNullable<EventBoard["pace"]>;

/** The share of its places that was sold, beside what earlier events had sold as many days before they began. */
export function EarlierEvents({ pace, days, base }: { pace: Pace; days: number; base: string }) {
  const t = useTranslations("board.pace");
  return (
    <section aria-labelledby="pace" className="flex flex-col gap-3">
      <h3 id="pace" className="text-lg">
        {t("title")}
      </h3>
      <p className="text-ink-soft text-sm">{t("text", { days })}</p>
      <ul className="flex flex-col gap-3">
        <Row name={t("this")} percent={pace.sold_percent} isOwn />
        {pace.earlier.map(({ event_id, title, sold_percent }) => (
          <Row
            key={event_id}
            name={
              <Link href={`${base}/${event_id}`} className="underline underline-offset-4">
                {title}
              </Link>
            }
            percent={sold_percent}
          />
        ))}
      </ul>
    </section>
  );
}

function Row({ name, percent, isOwn = false }: { name: ReactNode; percent: number; isOwn?: boolean }) {
  const { number } = useFormatter();
  return (
    <li className="flex flex-col gap-1">
      <span className="flex justify-between gap-4">
        <span className={classNames("min-w-0 [overflow-wrap:anywhere]", isOwn && "font-semibold")}>{name}</span>
        <span className="tabular">{number(percent / 100, { style: "percent", maximumFractionDigits: 1 })}</span>
      </span>
      <span aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-sunken">
        <span
          className={classNames("block h-full rounded-full", isOwn ? "bg-accent" : "bg-ink-soft")}
          style={{ width: `${Math.min(100, percent)}%` }}
        />
      </span>
    </li>
  );
}
