import { audit } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { ownEvent } from "./organizer-event.ts";
import { claimEventDeleted } from "./organizer-store.ts";
import { refuse } from "./refusals.ts";

/**
 * Deletes a draft, or an event without orders and held seats. When a hold and a deletion meet, exactly one of them wins.
 */
export async function deleteEvent(
  person: Staff,
  id: number,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "event_has_sales">> {
  const own = await ownEvent(person, id, "event.delete");
  if (!own.ok) return own;
  if (!(await claimEventDeleted(id))) return refuse("event_has_sales");
  await audit({
    actor: person.keys[0] ?? "stranger",
    action: "event.delete",
    subject: String(id),
    outcome: "ok",
    organizationId: own.row.organizationId,
    eventId: id,
    detail: { title: own.row.title, status: own.row.status.toLowerCase() },
  });
  return { ok: true };
}
