"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import type { SeatPageEvent } from "#lib/catalog/contract";
import { classNames } from "../ui/class-names.ts";

/** Which evening this is, the way back, and the choice between map and list, always in sight. */
export function RoomBar(props: {
  event: SeatPageEvent;
  view?: "map" | "list";
  onView?: (view: "map" | "list") => void;
}) {
  const t = useTranslations("seats.bar");
  const format = useFormatter();
  const { event, view, onView } = props;
  const when = format.dateTime(new Date(event.startsAt), {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: event.timeZone,
  });
  return (
    <div className="flex h-14 shrink-0 items-center gap-1 border-line border-b bg-paper pr-3 pl-1 lg:pr-4">
      <Link
        href={`/events/${event.slug}`}
        className="grid size-11 shrink-0 place-items-center rounded-control hover:bg-sunken"
      >
        <Icon name="chevron-left" />
        <span className="sr-only">{t("back")}</span>
      </Link>
      <div className="min-w-0 flex-1 leading-tight lg:flex lg:items-baseline lg:gap-3">
        <h1 className="truncate text-lg leading-tight">{event.title}</h1>
        <p className="truncate text-ink-soft text-sm">
          {when} · {event.venueName}
        </p>
      </div>
      {onView ? (
        <fieldset className="flex shrink-0 rounded-full border border-line-strong p-0.5">
          <legend className="sr-only">{t("view")}</legend>
          {(["map", "list"] as const).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              onClick={() => onView(name)}
              className={classNames(
                "min-h-touch rounded-full px-3.5 font-semibold text-sm sm:px-4",
                view === name ? "bg-ink text-paper" : "hover:bg-sunken",
              )}
            >
              {t(name)}
            </button>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}
