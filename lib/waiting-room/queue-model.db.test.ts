/**
 * INV-9 by a model. Symptoms: a call out of order, a lease too many, a place that is lost. Method: fast-check makes and shrinks histories of
 * buyers who join, are silent and come back, of organizers and of steps, made by processes whose clocks are ten minutes wrong. After each
 * move every column that has consequences is the model's. The controls change the functions, and the comparison must notice each.
 */
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { measureClock } from "#lib/platform/db/database-clock";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { needs } from "#lib/platform/testing/needs";
import { aBuyer, aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { EMPTY_QUEUE } from "./load-functions.ts";
import { openWaitingRoom } from "./open-waiting-room.ts";
import { CALL_QUEUE, DRAW_QUEUE, NUMBER_QUEUE, REDEEM_PASS } from "./queue-functions.ts";
import { type Change, withChanged } from "./testing/changed-function.ts";
import { withAccess } from "./testing/queue.ts";
import type { Standing } from "./testing/queue-draw.ts";
import { QueueModel } from "./testing/queue-model.ts";
import type { RoomChange, SaleNow } from "./testing/queue-room.ts";
import { RealQueue, stateOfModel } from "./testing/real-queue.ts";
import { installSimulatedClock, setSimulatedClock } from "./testing/simulated-clock.ts";

const database = aDatabase();

const STARTED = new Date("2026-11-22T20:00:00Z");
const SKEW_MS = 600_000;
/** Of the hall, and all are free as far as a step knows. */
const SEATS = 50;
const ALL_FREE = { free: SEATS, occupied: 0 };

/** Two of the buyers have access to a presale, and one behaves like a script. */
const STANDINGS: readonly Standing[] = ["member", "member", "suspected", "person", "person", "person"];
const BUYERS = STANDINGS.length;
const buyers = STANDINGS.map(aBuyer);

let eventId = 0;
let owner: Staff;

/** The clock of the database, and that of the process that makes the next move. */
async function setClocks(ms: number, skewMs = 0): Promise<void> {
  const at = STARTED.getTime() + ms;
  await setSimulatedClock(new Date(at), new Date(at + skewMs));
  vi.setSystemTime(at + skewMs);
}

/** Answers what was expected and what came of it. */
type Move = { name: string; play: (model: QueueModel, real: RealQueue) => Promise<[unknown, unknown]> };

const join = (buyer: number): Move => {
  const standing = STANDINGS[buyer] ?? "person";
  const name = `join ${buyer} (${standing})`;
  return { name, play: async (model, real) => [model.join(buyer, standing), await real.join(buyer, standing)] };
};
const redeem = (buyer: number): Move => ({
  name: `redeem ${buyer}`,
  play: async (model, real) => [model.redeem(buyer), await real.redeem(buyer)],
});
const leave = (buyer: number): Move => ({
  name: `leave ${buyer}`,
  play: async (model, real) => [model.leave(buyer), await real.leave(buyer)],
});
const here = (buyer: number): Move => ({
  name: `here ${buyer}`,
  play: async (model, real) => [model.here(buyer), await real.here(buyer)],
});
const step: Move = {
  name: "step",
  play: async (model, real) => {
    const isDrawing = !model.room.isDrawn;
    await real.step();
    model.step(isDrawing ? await real.draw() : (entrants) => entrants, { seats: ALL_FREE, health: "good" });
    return [undefined, undefined];
  },
};
/** The part of a step that calls, for sales whose seats go and whose checkout is slow or out of reach. */
const call = (sale: SaleNow): Move => ({
  name: `call ${JSON.stringify(sale)}`,
  play: async (model, real) => [model.call(sale).length, await real.call(sale)],
});
const empty: Move = {
  name: "empty",
  play: async (model, real) => [model.empty(), await real.empty()],
};
const close: Move = {
  name: "close",
  play: async (model, real) => {
    model.room.isClosed = true;
    return [undefined, await real.close()];
  },
};
const change = (to: RoomChange): Move => ({
  name: `change ${JSON.stringify(to)}`,
  play: async (model, real) => {
    // Whether a time is past is judged by the database's clock as the process measured it.
    await measureClock();
    return [model.change(to), await real.change(to)];
  },
});

const who = fc.nat(BUYERS - 1);
const sales = fc.record<SaleNow>({
  seats: fc.option(fc.record({ free: fc.constantFrom(SEATS, 20, 3, 1, 0), occupied: fc.constantFrom(0, 2, 30) }), {
    nil: undefined,
  }),
  health: fc.constantFrom("good", "good", "bad", "down"),
});
const changes = fc.constantFrom<RoomChange>(
  ...[{ isPaused: true }, { isPaused: false }, { isPaused: false }, { places: 1 }, { places: 4 }],
  ...[{ ratePerMinute: 6 }, { ratePerMinute: 6_000 }, { claimMs: 240_000 }, { claimMs: 120_000 }],
  ...[{ leaseMs: 300_000 }, { mode: "AUTOMATIC" as const }, { mode: "ALWAYS" as const }, { mode: "OFF" as const }],
  ...[{ membersFirst: 0 }, { membersFirst: 2 }],
);

const history = fc.record({
  room: fc.record({
    mode: fc.constantFrom("ALWAYS" as const, "AUTOMATIC" as const),
    places: fc.integer({ min: 1, max: 3 }),
    ratePerMinute: fc.constantFrom(6, 60, 6_000),
    membersFirst: fc.integer({ min: 0, max: 2 }),
    opensInMs: fc.constantFrom(60_000, 60_000, 600_000),
  }),
  moves: fc.array(
    fc.record({
      // Of two tickets that join in one millisecond the ids decide.
      afterMs: fc.constantFrom<number[]>(1, 1, 500, 500, 2_000, 30_000, 60_000, 120_000, 300_000),
      skewMs: fc.constantFrom(0, SKEW_MS, -SKEW_MS),
      move: fc.oneof(
        { weight: 6, arbitrary: who.map(join) },
        { weight: 5, arbitrary: who.map(redeem) },
        { weight: 1, arbitrary: who.map(leave) },
        { weight: 1, arbitrary: who.map(here) },
        { weight: 5, arbitrary: fc.constant(step) },
        { weight: 2, arbitrary: sales.map(call) },
        { weight: 2, arbitrary: changes.map(change) },
        { weight: 1, arbitrary: fc.constantFrom(empty, empty, empty, close) },
      ),
    }),
    { minLength: 10, maxLength: 60, size: "max" },
  ),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const CLAIM_SECONDS = 120;
/** Not a sum of the waits, so that the end of a lease is not the end of another. */
const LEASE_SECONDS = 325;

async function play({ room: { opensInMs, ...room }, moves }: History): Promise<void> {
  const opensAt = room.mode === "ALWAYS" ? opensInMs : -3_600_000;
  await db().queueTicket.deleteMany({ where: { eventId } });
  await db().waitingRoom.deleteMany({ where: { eventId } });
  await setClocks(0);
  const { mode, places: placesMax, ratePerMinute, membersFirst } = room;
  const times = { claimSeconds: CLAIM_SECONDS, leaseSeconds: LEASE_SECONDS };
  const opens = { opensAt: new Date(STARTED.getTime() + opensAt) };
  await openWaitingRoom(eventId, "system", { mode, placesMax, ratePerMinute, membersFirst, ...times, ...opens });
  const model = new QueueModel({ ...room, opensAt, claimMs: CLAIM_SECONDS * 1_000, leaseMs: LEASE_SECONDS * 1_000 });
  const real = new RealQueue(eventId, { owner, startedAt: STARTED, buyers });
  for (const { afterMs, skewMs, move } of moves) {
    model.now += afterMs;
    await setClocks(model.now, skewMs);
    const [expected, answered] = await move.play(model, real);
    expect(answered, move.name).toEqual(expected);
    expect(await real.state(), `after ${move.name}`).toEqual(stateOfModel(model, BUYERS));
    if (room.mode === "ALWAYS") expect(model.countInside()).toBeLessThanOrEqual(4);
  }
}

/** A history in which a guard matters for certain, however the draw goes: waits in milliseconds, each before its move. */
function tell(moves: readonly (readonly [afterMs: number, move: Move, skewMs?: number])[], room: object = {}): History {
  return {
    room: { mode: "ALWAYS", places: 3, ratePerMinute: 6_000, membersFirst: 0, opensInMs: 60_000, ...room },
    moves: moves.map(([afterMs, move, skewMs = 0]) => ({ afterMs, move, skewMs })),
  };
}

/** A queue that is drawn, with a buyer who joined after it and was called. */
const DRAWN = [[60_000, step]] as const;
const CALLED = [...DRAWN, [1, join(3)], [500, step]] as const;

const CONTROLS: [name: string, change: Change, story: History][] = [
  [
    "the slow lane is not slow",
    { of: NUMBER_QUEUE, from: "OR t.joined_at <= slow_since", to: "OR t.joined_at <= now()" },
    tell([...DRAWN, [1, join(2)], [500, step]]),
  ],
  [
    "those beyond the members' quota are first",
    { of: DRAW_QUEUE, from: "<= quota THEN 0", to: "> quota THEN 0" },
    tell([[1, join(0)], [1, join(1)], [1, join(3)], ...DRAWN], { membersFirst: 1 }),
  ],
  [
    "the last in line is called first",
    { of: CALL_QUEUE, from: "ORDER BY o.sequence LIMIT", to: "ORDER BY o.sequence DESC LIMIT" },
    tell([...DRAWN, [1, join(3)], [1, join(4)], [500, step]], { places: 1 }),
  ],
  [
    "more are called than have a place",
    { of: CALL_QUEUE, from: "floor(full_tokens), places,", to: "floor(full_tokens), room.places_max," },
    tell([...CALLED, [1, join(4)], [500, step]], { places: 1 }),
  ],
  [
    "the rate saves up for a minute",
    { of: CALL_QUEUE, from: "greatest(1, 2 * rate)", to: "greatest(1, 60 * rate)" },
    tell([...DRAWN, [30_000, join(3)], [1, join(4)], [1, join(5)], [1, step]], { ratePerMinute: 60 }),
  ],
  [
    "people are called without regard to the seats that those before them took",
    { of: CALL_QUEUE, from: "occupied - coalesce(room.first_occupied, occupied)", to: "0" },
    tell([
      ...[
        ...CALLED,
        ...([
          [1, redeem(3)],
          [1, leave(3)],
        ] as const),
      ],
      // Two get their numbers while nobody is called.
      ...([
        [1, change({ isPaused: true })],
        [1, join(4)],
        [1, join(5)],
        [500, step],
      ] as const),
      [500, change({ isPaused: false })],
      [500, call({ seats: { free: 1, occupied: 30 }, health: "good" })],
    ]),
  ],
  [
    "the last to come has the first number",
    { of: NUMBER_QUEUE, from: "ORDER BY t.joined_at, t.id", to: "ORDER BY t.joined_at DESC" },
    tell([...DRAWN, [1, join(3)], [1, join(4)], [500, step]]),
  ],
  [
    "late arrivals take part in the draw",
    { of: DRAW_QUEUE, from: "t.created_at < opening AND", to: "" },
    tell([
      [1, join(3)],
      [60_000, join(4)],
      [500, step],
    ]),
  ],
  [
    "a pass is redeemed twice",
    { of: REDEEM_PASS, from: "AND t.redeemed_at IS NULL AND t.called_at", to: "AND t.called_at" },
    tell([...CALLED, [500, redeem(3)], [500, redeem(3)]]),
  ],
  [
    "the clock of a process decides a deadline",
    { of: REDEEM_PASS, from: "claim_since := now()", to: "claim_since := simulated.process_now()" },
    tell([...CALLED, [300_000, redeem(3), -SKEW_MS]]),
  ],
  [
    "those whose page fell silent are called",
    { of: CALL_QUEUE, from: "AND (o.here_until IS NULL OR o.here_until > now()) ORDER BY", to: "ORDER BY" },
    tell([...DRAWN, [1, join(3)], [1, here(3)], [600_001, join(4)], [500, step]], { places: 1 }),
  ],
  [
    "emptying takes the passes that are out",
    { of: EMPTY_QUEUE, from: "AND t.called_at IS NULL", to: "AND t.redeemed_at IS NULL" },
    tell([...CALLED, [500, empty]]),
  ],
];

describe("a queue", needs(!process.env.CITUS_URL, "its workers have clocks of their own"), () => {
  beforeAll(async () => {
    await installSimulatedClock(database.url(), STARTED);
    vi.useFakeTimers({ toFake: ["Date"], now: STARTED });
    eventId = await anEventOnSale();
    owner = await aMember(await sellerOf(eventId), "OWNER");
    for (const [i, buyer] of buyers.entries()) if (STANDINGS[i] === "member") await withAccess(eventId, buyer);
  });
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: STARTED }));
  afterEach(() => void vi.useRealTimers());

  test("is after every history of joins, absences, steps, pauses and changes what the model says, by whatever clock a process has", async () => {
    await fc.assert(fc.asyncProperty(history, play), { numRuns: 20 });
  });

  test.each(CONTROLS)("control: the model notices when %s", async (_name, guard, story) => {
    await play(story);
    await expect(withChanged(guard, () => play(story))).rejects.toThrow();
  });
});
