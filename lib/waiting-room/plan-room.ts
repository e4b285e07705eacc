import type { RoomBody, RoomModeWire } from "./room-contract.ts";
import type { RoomRow } from "./room-store.ts";

export type RoomPlan = Omit<RoomRow, "drawnAt" | "closedAt">;
export type Sale = { salesStartAt: Date; salesEndAt: Date };
export type FieldProblem = { path: "opens_at" | "is_paused" | "members_first"; message: string };

const MODES = { off: "OFF", always: "ALWAYS", automatic: "AUTOMATIC" } as const satisfies Record<RoomModeWire, string>;

/**
 * What a waiting room is after a change; what the body leaves out stays. `room` is what stands, or the defaults of a sale that has none. A
 * room that is set from always to automatic goes on queueing until it is calm; a pause makes an automatic one queue, or it would let everyone in.
 */
export function planRoom(
  body: RoomBody,
  room: RoomPlan & { drawnAt?: Date | null },
  { sale, now }: { sale: Sale; now: Date },
): RoomPlan {
  const mode = body.mode === undefined ? room.mode : MODES[body.mode];
  const isPaused = mode !== "OFF" && (body.is_paused ?? room.pausedAt !== null);
  const queues = mode === "ALWAYS" || (mode === "AUTOMATIC" && (isPaused || room.queueingSince !== null));
  return {
    mode,
    opensAt: opensAtOf(body, room, { mode, sale, now }),
    ratePerMinute: body.rate_per_minute ?? room.ratePerMinute,
    placesMax: body.places ?? room.placesMax,
    claimSeconds: body.pass_seconds ?? room.claimSeconds,
    leaseSeconds: body.lease_seconds ?? room.leaseSeconds,
    membersFirst: body.members_first ?? room.membersFirst,
    pausedAt: isPaused ? (room.pausedAt ?? now) : null,
    queueingSince: queues ? (room.queueingSince ?? now) : null,
  };
}

/** A room that is set to the load draws at the start of the sale, and once that has begun at once, with everyone who joined. */
function opensAtOf(
  { opens_at }: RoomBody,
  room: RoomPlan & { drawnAt?: Date | null },
  { mode, sale: { salesStartAt }, now }: { mode: RoomPlan["mode"]; sale: Sale; now: Date },
): Date {
  if (opens_at !== undefined) return opens_at === null ? salesStartAt : new Date(opens_at);
  const earliest = salesStartAt > now ? salesStartAt : now;
  const isTooLate = mode === "AUTOMATIC" && !room.drawnAt && room.opensAt > earliest;
  return isTooLate ? earliest : room.opensAt;
}

/** Why a room cannot become what is planned; undefined when it can. `room` is what stands, if anything does. */
export function problemOfPlan(
  plan: RoomPlan,
  { body, room, sale, now }: { body: RoomBody; room: RoomRow | undefined; sale: Sale; now: Date },
): FieldProblem | undefined {
  if (body.is_paused && plan.mode === "OFF")
    return { path: "is_paused", message: "cannot be true: without a waiting room nobody waits" };
  if (room?.drawnAt && plan.membersFirst !== room.membersFirst)
    return { path: "members_first", message: "cannot be changed: the order is drawn" };
  const isAsBefore = room?.opensAt.getTime() === plan.opensAt.getTime() && room.mode === plan.mode;
  if (isAsBefore) return undefined;
  const message = problemOfOpening(plan, { room, sale, now });
  return message === undefined ? undefined : { path: "opens_at", message };
}

function problemOfOpening(
  { mode, opensAt }: RoomPlan,
  { room, sale, now }: { room: RoomRow | undefined; sale: Sale; now: Date },
): string | undefined {
  const { salesStartAt, salesEndAt } = sale;
  const isMoved = room?.opensAt.getTime() !== opensAt.getTime();
  if (room?.drawnAt) return isMoved ? "cannot be changed: the order is drawn" : undefined;
  // Above a load nobody is called before the draw, so that the first who wait would wait for it.
  if (mode === "AUTOMATIC" && opensAt > salesStartAt && opensAt > now)
    return "must be the start of the sale where the load decides";
  if (!isMoved) return undefined;
  if (opensAt >= salesEndAt) return "must be before the end of the sale";
  // People who are let in before the sale begins can hold nothing, and lose their places meanwhile.
  if (opensAt < salesStartAt) return "must not be before the start of the sale";
  return opensAt > salesStartAt && opensAt < now ? "must not be past" : undefined;
}

type Value = string | number | boolean | null;

/** What differs between two states of a room, by the names of the API, for the audit log. */
export function differenceOf(from: RoomPlan, to: RoomPlan): { from: Record<string, Value>; to: Record<string, Value> } {
  const [before, after] = [namesOf(from), namesOf(to)];
  const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
  const only = (values: Record<string, Value>) =>
    Object.fromEntries(changed.map((name) => [name, values[name] ?? null]));
  return { from: only(before), to: only(after) };
}

function namesOf(room: RoomPlan): Record<string, Value> {
  return {
    mode: room.mode.toLowerCase(),
    opens_at: room.opensAt.toISOString(),
    rate_per_minute: room.ratePerMinute,
    places: room.placesMax,
    pass_seconds: room.claimSeconds,
    lease_seconds: room.leaseSeconds,
    members_first: room.membersFirst,
    is_paused: room.pausedAt !== null,
  };
}
