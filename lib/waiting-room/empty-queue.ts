import { audit } from "#lib/audit/audit";
import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { claimEmptying } from "./load-store.ts";
import { logEmptied } from "./log-reading.ts";
import { refuse } from "./refusals.ts";

/** Ends the places of all who wait in the queue of an own sale and were not called. Refuses `not_found` without an open waiting room. */
export async function emptyQueue(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; removed: number } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const removed = await claimEmptying(eventId);
  if (removed === undefined) return refuse("not_found");
  await logEmptied(eventId);
  const entry = { action: "waiting_room.empty", subject: String(eventId), outcome: "ok", detail: { removed } };
  await audit({
    ...entry,
    actor: person.keys[0] ?? "stranger",
    organizationId: own.row.organizationId,
    eventId,
  });
  return { ok: true, removed };
}
