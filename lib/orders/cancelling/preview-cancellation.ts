import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { countLiveTickets } from "#lib/tickets/queries";
import { refuse } from "../refusals.ts";
import type { CancellationOutlook } from "./outlook-contract.ts";
import { findOutlook } from "./outlook-store.ts";

/**
 * What cancelling an event would do, as things stand now; nothing is changed. Refuses `not_found` for an event that is not on sale: a
 * draft is deleted, and a cancelled event has its report.
 */
export async function previewCancellation(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; outlook: CancellationOutlook } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const { status, currency } = own.row;
  if (status !== "PUBLISHED") return refuse("not_found");
  const [found, tickets] = await Promise.all([findOutlook(eventId), countLiveTickets(eventId)]);
  const { orders, freeOrders, pendingOrders, owedMinor, holding, queued } = found;
  return {
    ok: true,
    outlook: {
      orders: { total: orders, free: freeOrders, being_paid: pendingOrders },
      tickets,
      money: { currency, amount: toMajor(owedMinor, currency) },
      holding,
      queued,
      mails: orders + holding + queued,
    },
  };
}
