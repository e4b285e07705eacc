import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { closeWaitingRoom } from "./close-waiting-room.ts";
import { openWaitingRoom } from "./open-waiting-room.ts";
import { planRoom, problemOfPlan, type RoomPlan, type Sale } from "./plan-room.ts";
import { refuse } from "./refusals.ts";
import { ROOM_DEFAULTS, type RoomBody, type RoomModeWire, type RoomWire } from "./room-contract.ts";
import { claimRoomChange, countPeople, findRoom, type RoomRow } from "./room-store.ts";

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
 * Gives a published sale a waiting room, or changes the one that it has; what the body leaves out stays. Who waits, how fast people are let in
 * and a pause change at any time, when the order is drawn only until it is. Refuses times that are past or not within the sale, and a room
 * that was closed.
 */
export async function setWaitingRoom(
  person: Staff,
  eventId: number,
  body: RoomBody,
): Promise<{ ok: true; room: RoomWire } | SetRefusal> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const { row: sale } = own;
  if (sale.status !== "PUBLISHED") return refuse("waiting_room_needs_publication");
  const by = { actor: person.keys[0] ?? "stranger", organizationId: sale.organizationId };
  const refusal = (await findRoom(eventId))
    ? await claimRoomChange(eventId, (room, saleNow) => decide(body, { room, sale: saleNow }), by)
    : await open(body, { eventId, sale, by: by.actor });
  // Another organizer opened it or moved the sale meanwhile: the change is judged by what there is.
  if (refusal === "opened") return setWaitingRoom(person, eventId, body);
  return refusal ?? { ok: true, room: await roomOnWire(eventId) };
}

type Judged = { ok: true; plan: RoomPlan } | { ok: false; refusal: SetRefusal };

function decide(body: RoomBody, { room, sale }: { room: RoomRow | undefined; sale: Sale }): Judged {
  if (room?.closedAt) return { ok: false, refusal: refuse("waiting_room_closed") };
  const now = databaseNow();
  const plan = planRoom(body, room ?? { ...DEFAULTS, opensAt: sale.salesStartAt }, { sale, now });
  const problem = problemOfPlan(plan, { body, room, sale, now });
  return problem ? { ok: false, refusal: refuse("invalid_request", { fields: [problem] }) } : { ok: true, plan };
}

async function open(
  body: RoomBody,
  { eventId, sale, by }: { eventId: number; sale: Sale; by: string },
): Promise<SetRefusal | "opened" | undefined> {
  const judged = decide(body, { room: undefined, sale });
  if (!judged.ok) return judged.refusal;
  // A sale without a waiting room is off already.
  if (judged.plan.mode === "OFF") return undefined;
  const opened = await openWaitingRoom(eventId, by, { ...judged.plan, salesStartAt: sale.salesStartAt });
  if (opened.ok) return undefined;
  return opened.refusal.code === "conflict" ? "opened" : refuse("not_found");
}

const DEFAULTS: Omit<RoomPlan, "opensAt"> = {
  ...{ mode: "ALWAYS" as const, pausedAt: null, queueingSince: null },
  ...{ ratePerMinute: ROOM_DEFAULTS.ratePerMinute, placesMax: ROOM_DEFAULTS.places },
  ...{ claimSeconds: ROOM_DEFAULTS.passSeconds, leaseSeconds: ROOM_DEFAULTS.leaseSeconds },
  membersFirst: ROOM_DEFAULTS.membersFirst,
};

/** Closes the waiting room of an own sale for good. */
export async function endWaitingRoom(
  person: Staff,
  eventId: number,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.write");
  return own.ok ? closeWaitingRoom(eventId, person.keys[0] ?? "stranger") : own;
}

async function roomOnWire(eventId: number): Promise<RoomWire> {
  const [room, people] = await Promise.all([findRoom(eventId), countPeople(eventId)]);
  if (!room) {
    const settings = {
      rate_per_minute: null,
      places: null,
      pass_seconds: null,
      lease_seconds: null,
      members_first: null,
    };
    return { state: "off", mode: "off", is_paused: false, queueing_since: null, opens_at: null, ...settings, people };
  }
  return {
    state: stateOf(room),
    mode: room.mode.toLowerCase() as RoomModeWire,
    is_paused: room.pausedAt !== null,
    queueing_since: room.queueingSince?.toISOString() ?? null,
    opens_at: room.opensAt.toISOString(),
    ...{ rate_per_minute: room.ratePerMinute, places: room.placesMax },
    ...{ pass_seconds: room.claimSeconds, lease_seconds: room.leaseSeconds },
    members_first: room.membersFirst,
    people,
  };
}

function stateOf(room: RoomRow): RoomWire["state"] {
  if (room.closedAt) return "closed";
  if (room.mode === "OFF") return "off";
  if (room.queueingSince === null) return "free";
  return room.drawnAt ? "open" : "before";
}
