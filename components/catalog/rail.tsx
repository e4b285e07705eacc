import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EventCard } from "#components/catalog/event-card";
import { Icon } from "#components/ui/icon";
import type { EventCard as Event } from "#lib/catalog/contract";
import { classNames } from "../ui/class-names.ts";

/** The first poster stands under the heading, the rail itself runs from edge to edge. */
const EDGE = "[--edge:max(clamp(1rem,4vw,3rem),calc((100vw-82rem)/2+3rem))] px-(--edge) scroll-px-(--edge)";

/** Posters side by side under one heading, to be pushed with a finger; the next one always peeps in. */
export function Rail(props: {
  id: string;
  title: string;
  events: readonly Event[];
  /** Where the rest of them are. */
  href?: string;
  eager?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("home");
  if (props.events.length === 0) return null;
  return (
    <section aria-labelledby={props.id} className="flex flex-col gap-5">
      <div className="page-column flex items-end justify-between gap-4">
        <h2 id={props.id} className="text-title">
          {props.title}
        </h2>
        {props.href ? (
          <Link
            href={props.href}
            prefetch={false}
            aria-label={t("seeAllOf", { rail: props.title })}
            className="flex min-h-touch shrink-0 items-center gap-1.5 font-semibold hover:text-accent"
          >
            {t("seeAll")}
            <Icon name="arrow-right" className="size-4.5" />
          </Link>
        ) : null}
      </div>
      {props.children}
      <ul className={classNames(EDGE, "flex snap-x snap-proximity gap-4 overflow-x-auto pt-1 pb-3 sm:gap-5")}>
        {props.events.map((event) => (
          <li key={event.id} className="w-[min(62vw,15.5rem)] shrink-0 snap-start">
            <EventCard event={event} eager={props.eager ?? false} />
          </li>
        ))}
      </ul>
    </section>
  );
}
