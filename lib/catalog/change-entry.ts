import type { AuditEntry } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import type { EventChange } from "./event-contract.ts";
import type { LevelFields } from "./event-rules.ts";
import type { OwnEvent } from "./organizer-event.ts";

/** The audit entry of a change: the fields it names, and prices with what they were before. */
export function changeEntry(
  person: Staff,
  { row, levels: before }: OwnEvent,
  { change, levels: after }: { change: EventChange; levels: LevelFields[] },
): AuditEntry {
  const prices = (levels: readonly LevelFields[]) =>
    levels.map(({ id, priceMinor, feeMinor }) => ({ id, priceMinor, feeMinor })).toSorted((a, b) => a.id - b.id);
  const { organizationId, id: eventId } = row;
  const isPriced = change.price_levels !== undefined || change.currency !== undefined;
  return {
    actor: person.keys[0] ?? "stranger",
    action: "event.update",
    subject: String(eventId),
    outcome: "ok",
    organizationId,
    eventId,
    detail: {
      fields: Object.keys(change),
      ...(change.status ? { status: change.status } : {}),
      ...(isPriced ? { before: prices(before), after: prices(after) } : {}),
    },
  };
}
