import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { closeWaitingRoom } from "./close-waiting-room.ts";
import { openWaitingRoom } from "./open-waiting-room.ts";
import { refuse } from "./refusals.ts";
import type { RoomBody, RoomWire } from "./room-contract.ts";
import { claimRoomChange, findRoom } from "./room-store.ts";

type SetRefusal = Refused<
  "not_found" | "forbidden" | "invalid_request" | "waiting_room_closed" | "waiting_room_needs_publication"
>;

/** The waiting room of an own sale. */
export async function readWaitingRoom(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; room: RoomWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  return own.ok ? { ok: true, room: await roomOnWire(eventId) } : own;
}

/**
 * Gives a published sale a waiting room, or changes the one that it has: how fast people are let in at any time, when the order is drawn only
 * until it is. Refuses times that are past or not within the sale, and a room that was closed.
 */
export async function setWaitingRoom(
  person: Staff,
  eventId: number,
  body: RoomBody,
): Promise<{ ok: true; room: RoomWire } | SetRefusal> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  if (own.row.status !== "PUBLISHED") return refuse("waiting_room_needs_publication");
  const opensAt = body.opens_at === null ? own.row.salesStartAt : new Date(body.opens_at);
  const room = await findRoom(eventId);
  if (room?.closedAt) return refuse("waiting_room_closed");
  const isSame = room?.opensAt.getTime() === opensAt.getTime();
  const problem = isSame ? undefined : problemOf(opensAt, { ...own.row, room });
  if (problem) return refuse("invalid_request", { fields: [{ path: "opens_at", message: problem }] });
  const settings = { opensAt, ratePerMinute: body.rate_per_minute, placesMax: body.places };
  const by = person.keys[0] ?? "stranger";
  // Another organizer may have opened or closed it meanwhile: then the change is judged by what there is.
  const done = room
    ? { ok: await claimRoomChange(eventId, settings, { actor: by, organizationId: own.row.organizationId }) }
    : await openWaitingRoom(eventId, by, settings);
  if (done.ok) return { ok: true, room: await roomOnWire(eventId) };
  if ("refusal" in done && done.refusal.code === "not_found") return refuse("not_found");
  return setWaitingRoom(person, eventId, body);
}

/** Closes the waiting room of an own sale for good. */
export async function endWaitingRoom(
  person: Staff,
  eventId: number,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.write");
  return own.ok ? closeWaitingRoom(eventId, person.keys[0] ?? "stranger") : own;
}

type Sale = { salesStartAt: Date; salesEndAt: Date };

function problemOf(
  opensAt: Date,
  { salesStartAt, salesEndAt, room }: Sale & { room: { drawnAt: Date | null } | undefined },
): string | undefined {
  if (room?.drawnAt) return "cannot be changed: the order is drawn";
  if (opensAt >= salesEndAt) return "must be before the end of the sale";
  // People who are let in before the sale begins can hold nothing, and lose their places meanwhile.
  if (opensAt < salesStartAt) return "must not be before the start of the sale";
  return opensAt > salesStartAt && opensAt <= databaseNow() ? "must not be past" : undefined;
}

async function roomOnWire(eventId: number): Promise<RoomWire> {
  const room = await findRoom(eventId);
  if (!room) return { state: "off", opens_at: null, rate_per_minute: null, places: null };
  const state = room.closedAt ? "closed" : room.drawnAt ? "open" : "before";
  return {
    ...{ state, opens_at: room.opensAt.toISOString(), rate_per_minute: room.ratePerMinute, places: room.placesMax },
  };
}
