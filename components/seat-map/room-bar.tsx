"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import type { SeatPageEvent } from "#lib/catalog/contract";
import { classNames } from "../ui/class-names.ts";
import { dateText } from "../ui/date-text.ts";

/** Which evening this is, the way back, and the choice between map and list, always in sight. */
export function RoomBar(props: {
  event: SeatPageEvent;
  view?: "map" | "list";
  onView?: (view: "map" | "list") => void;
  /** Where the way back leads: to the event's page unless it is given. */
  back?: string | undefined;
}) {
  const t = useTranslations("seats.bar");
  const locale = useLocale();
  const { event, view, onView, back = `/events/${event.slug}` } = props;
  const when = dateText(event.startsAt, { timeZone: event.timeZone, style: "short", locale });
  return (
    <div className="flex h-14 shrink-0 items-center gap-1 border-line border-b bg-paper pr-3 pl-1 lg:pr-4">
      <Link href={back} className="grid size-11 shrink-0 place-items-center rounded-control hover:bg-sunken">
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
