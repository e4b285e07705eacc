import { listLatestLines } from "#lib/audit/log-store";
import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { ROOM_CHANGES, type RoomChange } from "./room-contract.ts";

const LATEST = 10;

/** What was changed of the waiting room of an own sale last, by people and by the load, newest first; older lines are in the audit log. */
export async function readRoomChanges(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; changes: RoomChange[] } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const actions = ROOM_CHANGES.map((action) => `waiting_room.${action}`);
  const event = { id: eventId, organizationId: own.row.organizationId };
  const rows = await listLatestLines(event, { actions, limit: LATEST });
  const changes = rows.map(({ at, detail, ...row }) => ({
    ...{ id: row.id, at: at.toISOString(), actor: row.actor, actorName: row.actorName, action: row.action },
    ...{ from: valuesIn(detail.from), to: valuesIn(detail.to) },
    people: typeof detail.removed === "number" ? detail.removed : null,
  }));
  return { ok: true, changes };
}

function valuesIn(values: unknown): RoomChange["to"] {
  return typeof values === "object" && values !== null ? { ...values } : {};
}
