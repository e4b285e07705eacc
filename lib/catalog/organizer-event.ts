import { mayActFor, type Staff } from "#lib/organizations/authority";
import type { Permission } from "#lib/organizations/permissions";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { eventLimits } from "./contract.ts";
import type { OrganizerEvent } from "./event-contract.ts";
import { eventPageOnWire } from "./event-wire.ts";
import { eventPage } from "./find-event.ts";
import { findOrganizerEvent, type OrganizerRow } from "./organizer-store.ts";
import { seatsLeftNow } from "./seats-left.ts";
import type { LevelRow } from "./store.ts";

export type OwnEvent = { row: OrganizerRow; levels: LevelRow[] };

/** An event, drafts included, for which the person has this permission. Other organizations' events are not found. */
export async function ownEvent(
  person: Staff,
  id: number,
  permission: Permission,
): Promise<({ ok: true } & OwnEvent) | Refused<"not_found" | "forbidden">> {
  const found = await findOrganizerEvent(id);
  if (!found) return refuse("not_found");
  const may = mayActFor(person, found.row.organizationId, permission);
  return may.ok ? { ok: true, ...found } : may;
}

/** The organizer's view of an event at this moment. */
export async function organizerView({ row, levels }: OwnEvent): Promise<OrganizerEvent> {
  // Counted now: an event that was just put on sale had no seats two seconds ago.
  const page = await eventPage({ row, levels }, Date.now(), seatsLeftNow);
  const limits = eventLimits.safeParse(row.limits);
  return {
    // Organizers set the price without the taxes that are added to it.
    ...eventPageOnWire({ ...page, levels: page.levels.map((level) => ({ ...level, priceMinor: level.listMinor })) }),
    ...(row.status === "DRAFT" ? { status: "draft" as const } : {}),
    organization_id: row.organizationId,
    orphan_rule: row.orphanRule,
    dispute_policy: row.disputePolicy,
    change_return_days: row.changeReturnDays,
    limits: limits.success ? limits.data : {},
    revision: row.editRevision,
    pictures_revision: row.picturesRevision,
    published_at: row.publishedAt?.toISOString() ?? null,
    updated_at: row.updatedAt.toISOString(),
  };
}

/** Reads an event for its organizer. */
export async function readOrganizerEvent(
  person: Staff,
  id: number,
): Promise<{ ok: true; event: OrganizerEvent } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, id, "event.read");
  return own.ok ? { ok: true, event: await organizerView(own) } : own;
}
