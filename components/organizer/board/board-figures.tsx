import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "#components/ui/money";
import type { EventBoard } from "#lib/analytics/board/board-contract";
import { toMinor } from "#lib/platform/money";
import { classNames } from "../../ui/class-names.ts";
import type { BoardPaths } from "./board-paths.ts";

type Tile = { name: string; value: ReactNode; path: string | null };

/** The figures of a sale, each the way to the list that it is made of. */
export function BoardFigures({ board, paths, isWall }: { board: EventBoard; paths: BoardPaths; isWall: boolean }) {
  const t = useTranslations("board");
  const { number } = useFormatter();
  const { seats, queue, sold, taken, currency } = board;
  const { event, orders } = paths;
  const tiles: Tile[] = [
    { name: t("figures.booked"), value: number(seats.booked), path: orders && `${event}/attendees` },
    ...(taken === null
      ? []
      : [
          {
            name: t("figures.taken"),
            value: <Money minor={toMinor(taken, currency) ?? 0} currency={currency} />,
            path: orders,
          },
        ]),
    { name: t("figures.available"), value: number(seats.available), path: `${event}/seats` },
    { name: t("figures.held"), value: number(seats.held), path: `${event}/seats` },
    { name: t("figures.paying"), value: number(board.paying), path: orders && `${orders}&status=pending` },
    ...(seats.blocked === 0
      ? []
      : [{ name: t("figures.blocked"), value: number(seats.blocked), path: `${event}/seats` }]),
    ...(queue === null
      ? []
      : [
          { name: t("figures.waiting"), value: number(queue.waiting), path: `${event}/waiting-room` },
          { name: t("figures.inside"), value: number(queue.inside), path: `${event}/waiting-room` },
        ]),
  ];
  const paces = [
    [t("figures.lastHour"), sold.last_hour],
    [t("figures.lastDay"), sold.last_day],
    [t("figures.lastWeek"), sold.last_week],
  ] as const;
  return (
    <div className="overflow-hidden rounded-card border border-line bg-raised">
      <dl className="-mr-px -mb-px flex flex-wrap">
        {tiles.map((tile) => (
          <FigureTile key={tile.name} tile={tile} isWall={isWall} />
        ))}
      </dl>
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2 border-line border-t px-5 py-3 text-sm">
        <dl className="flex flex-wrap gap-x-8 gap-y-1">
          {paces.map(([name, count]) => (
            <div key={name} className="flex gap-2">
              <dt className="text-ink-soft">{name}</dt>
              <dd className="tabular font-semibold">{t("figures.sold", { count })}</dd>
            </div>
          ))}
        </dl>
        {board.days_to_show === null ? null : (
          <p className="text-ink-soft">{t("toShow", { days: board.days_to_show })}</p>
        )}
      </div>
    </div>
  );
}

function FigureTile({ tile: { name, value, path }, isWall }: { tile: Tile; isWall: boolean }) {
  return (
    <div className="relative flex min-w-max grow basis-2/5 flex-col gap-1 border-line border-r border-b px-5 py-4 has-[a:hover]:bg-sunken sm:basis-28">
      <dt className="text-ink-soft text-sm">
        {path === null ? (
          name
        ) : (
          <Link href={path} className="after:absolute after:inset-0">
            {name}
          </Link>
        )}
      </dt>
      <dd
        className={classNames(
          "tabular font-semibold",
          isWall ? "text-[clamp(2rem,5vw,5rem)] leading-tight" : "text-2xl",
        )}
      >
        {value}
      </dd>
    </div>
  );
}
