import { audit } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { Failure } from "#lib/platform/invariant";
import { planChange } from "./event-change-plan.ts";
import type { EventChange } from "./event-contract.ts";
import type { LevelFields } from "./event-rules.ts";
import { type OwnEvent, ownEvent } from "./organizer-event.ts";
import { claimEventChange, claimUnpublished } from "./organizer-store.ts";
import { refuse } from "./refusals.ts";

type ChangeRefusal = Refused<"not_found" | "forbidden" | "invalid_request" | "event_has_sales">;

/** How often a change is planned again after a concurrent change of the same event. */
const TRIES_MAX = 10;

/**
 * Changes an event. Titles, times, limits and prices may change at any time; held and sold seats keep their price. The
 * hall, the currency and the set of price levels are fixed once a seat is held or ordered; before that the event is taken
 * off sale and rebuilt. `isToPublish` asks the caller to copy the seats and put the event on sale
 * (lib/seating/publish-event.ts); a repeated request after a crash asks for it again.
 */
export async function changeEvent(
  person: Staff,
  id: number,
  change: EventChange,
): Promise<{ ok: true; isToPublish: boolean } | ChangeRefusal> {
  for (let tried = 1; tried <= TRIES_MAX; tried++) {
    const own = await ownEvent(person, id, "event.write");
    if (!own.ok) return own;
    const plan = await planChange(own, change);
    if (!plan.ok) return plan;
    if (plan.isRebuilt && own.row.status === "PUBLISHED") {
      if (!(await claimUnpublished(id))) return refuse("event_has_sales");
      // The event is a draft now, through this or another change, so plan again.
      continue;
    }
    if (plan.isRebuilt && own.row.status === "CANCELLED") return refuse("event_has_sales");
    const seen = { id, updatedAt: own.row.updatedAt, isRebuilt: plan.isRebuilt };
    if (!(await claimEventChange(seen, plan.event, plan.levels))) continue;
    await appendAudit(person, own, { change, levels: plan.levels });
    const isDraft = plan.event.status === "DRAFT";
    return { ok: true, isToPublish: isDraft && (change.status === "on_sale" || own.row.publishedAt !== null) };
  }
  throw new Failure("database", "an event is being changed by many at once", { retryAfterSeconds: 1 });
}

/** Into the audit log, prices with what they were before. */
async function appendAudit(
  person: Staff,
  { row, levels: before }: OwnEvent,
  { change, levels: after }: { change: EventChange; levels: LevelFields[] },
): Promise<void> {
  const prices = (levels: readonly LevelFields[]) =>
    levels.map(({ id, priceMinor, feeMinor }) => ({ id, priceMinor, feeMinor })).toSorted((a, b) => a.id - b.id);
  const { organizationId, id: eventId } = row;
  const isPriced = change.price_levels !== undefined || change.currency !== undefined;
  await audit({
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
  });
}
