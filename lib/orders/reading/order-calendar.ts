import { eventCalendar } from "#lib/catalog/event-calendar";
import { env } from "#lib/platform/env";
import type { OrderView } from "./views.ts";

/**
 * The night of an order as a calendar file. It has the same name in every file of the order, so that a later one changes or cancels
 * the entry that an earlier one made. `seats` are named in the reader's language.
 */
export function orderCalendar(
  { number, event }: Pick<OrderView, "number" | "event">,
  { seats, orderTitle, locale }: { seats: string | undefined; orderTitle: string; locale: string },
): string {
  const appUrl = env().APP_URL.replace(/\/$/, "");
  const entry = {
    ...event,
    uid: `order-${number}@${new URL(appUrl).hostname}`,
    description: [seats, orderTitle].filter((line) => line !== undefined).join("\n"),
    url: `${appUrl}/orders/${number}`,
    sequence: event.revision,
    organizer: { name: "Fairseat", email: addressIn(env().MAIL_FROM) },
  };
  return eventCalendar(entry, locale);
}

/** `Fairseat <tickets@fairseat.example>` → the address alone. */
function addressIn(sender: string): string {
  return /<([^>]+)>/.exec(sender)?.[1] ?? sender;
}
