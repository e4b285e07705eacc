import { EventCard } from "#components/catalog/event-card";
import type { EventCard as Event } from "#lib/catalog/contract";

/** How many posters of a grid are visible without scrolling. */
const ABOVE_FOLD = 4;

/** Posters in rows, as many as there is room for. */
export function PosterGrid({ events }: { events: readonly Event[] }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(10rem,44%),1fr))] gap-x-4 gap-y-8 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] sm:gap-x-5">
      {events.map((event, index) => (
        <li key={event.id}>
          <EventCard event={event} eager={index < ABOVE_FOLD} />
        </li>
      ))}
    </ul>
  );
}
