import Link from "next/link";
import { EventFullness, EventStateBadge } from "#components/organizer/event-figures";
import { Card } from "#components/ui/card";
import { EventDate } from "#components/ui/event-date";
import { Money } from "#components/ui/money";
import type { EventSales } from "#lib/analytics/contract";

/** A few events at a glance, each the way to its page. */
export function EventList(props: { events: readonly EventSales[]; base: string }) {
  return (
    <Card flush className="overflow-hidden">
      <ul className="divide-y divide-line">
        {props.events.map((event) => (
          <li
            key={event.id}
            className="grid items-center gap-x-6 gap-y-2 px-5 py-3 md:grid-cols-[minmax(0,1fr)_8rem_13rem_7rem]"
          >
            <div className="min-w-0">
              <Link
                href={`${props.base}/${event.id}`}
                className="inline-flex min-h-touch items-center font-semibold underline-offset-4 hover:underline pointer-fine:md:min-h-7"
              >
                {event.title}
              </Link>
              <p className="text-ink-soft text-sm">
                <EventDate at={event.startsAt} timeZone={event.timeZone} style="short" /> · {event.venueName},{" "}
                {event.city}
              </p>
            </div>
            <EventStateBadge state={event.state} />
            <EventFullness sold={event.sold} capacity={event.capacity} />
            {event.takenMinor !== null ? (
              <Money minor={event.takenMinor} currency={event.currency} className="font-semibold md:text-right" />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
