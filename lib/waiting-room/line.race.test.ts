/**
 * INV-9: nobody is let in twice, above the rate, or before someone ahead who is present. Symptoms looked for: a lease too
 * many, a call out of order, an answer that differs from what a plain model says. Method: crowds of real connections on
 * the same statements at once, and sequences of moves that fast-check invents and shrinks.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { claimTurn } from "./claim-turn.ts";
import { faultsOfDraw } from "./draw.ts";
import { moveLines } from "./move-lines.ts";
import { readDraw } from "./read-status.ts";
import { claimCalls, claimNumbers } from "./store.ts";
import { aLine, calledBuyers, inOrder, joined, joiners, openLine, passTime } from "./testing/line.ts";
import * as moves from "./testing/line-model.ts";

process.env.DATABASE_POOL_SIZE = "40";
aDatabase();

const atOnce = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

test("of 200 who claim at once, those whose turn it is get in and nobody else", async () => {
  const eventId = await aLine({ placesMax: 50, ratePerMinute: 60_000 });
  await joiners(eventId, 200);
  await openLine(eventId);
  await passTime(eventId, 1);
  await moveLines();
  const order = await inOrder(eventId);
  const results = await atOnce(200, (i) => claimTurn(eventId, [order[i] ?? ""]));
  expect(results.map(({ ok }) => ok)).toEqual(order.map((_, i) => i < 50));
  expect(await db().queueLease.count({ where: { eventId } })).toBe(50);
});

test("one ticket claimed 40 times at once is let in once, and told so 40 times", async () => {
  const eventId = await aLine({ ratePerMinute: 6_000 });
  const [buyer = ""] = await joiners(eventId, 1);
  await openLine(eventId);
  await passTime(eventId, 1);
  await moveLines();
  const results = await atOnce(40, () => claimTurn(eventId, [buyer]));
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(new Set(results.map((result) => result.ok && result.pass.ends_at)).size).toBe(1);
  expect(await db().queueLease.count({ where: { eventId } })).toBe(1);
});

test("one buyer who joins 40 times at once has one place", async () => {
  const eventId = await aLine();
  const buyer = `guest:${crypto.randomUUID()}`;
  const tickets = await atOnce(40, () => joined(eventId, buyer));
  expect(new Set(tickets.map(({ id }) => id)).size).toBe(1);
});

test("30 processes that move the line at once, while people claim, call no more than the rate and the places allow", async () => {
  const byRate = await aLine({ ratePerMinute: 300 });
  const byPlaces = await aLine({ ratePerMinute: 60_000, placesMax: 7 });
  for (const eventId of [byRate, byPlaces]) {
    await joiners(eventId, 40);
    await passTime(eventId, 3_601);
  }
  const started = performance.now();
  await atOnce(30, moveLines);
  for (let round = 0; round < 3; round++) {
    await passTime(byRate, 1);
    await passTime(byPlaces, 1);
    const buyers = await calledBuyers(byPlaces);
    await Promise.all([
      atOnce(30, () => claimCalls(byRate)),
      atOnce(30, () => claimCalls(byPlaces)),
      ...buyers.map((buyer) => claimTurn(byPlaces, [buyer])),
    ]);
    // Five a second, and what the test itself took.
    const called = await calledBuyers(byRate);
    const seconds = round + 1 + (performance.now() - started) / 1_000;
    expect(called.length).toBeLessThanOrEqual(5 * seconds);
    expect(called).toEqual((await inOrder(byRate)).slice(0, called.length));
    expect(await calledBuyers(byPlaces)).toEqual((await inOrder(byPlaces)).slice(0, 7));
  }
});

test("30 steps that number the late arrivals at once give each the next number, without a gap", async () => {
  const eventId = await aLine({ ratePerMinute: 1 });
  await openLine(eventId);
  const late = await joiners(eventId, 25);
  const numbered = await atOnce(30, () => claimNumbers(eventId));
  expect(numbered.reduce((sum, count) => sum + count, 0)).toBe(25);
  expect(await inOrder(eventId)).toEqual(late);
  expect(await db().waitingRoom.findUnique({ where: { eventId } })).toMatchObject({ lastNumber: 25n });
});

test("joining while it is being drawn leaves nobody without a number and the draw without a fault", async () => {
  const eventId = await aLine({ ratePerMinute: 1 });
  await joiners(eventId, 20);
  await passTime(eventId, 3_601);
  await Promise.all([atOnce(10, moveLines), joiners(eventId, 30), atOnce(10, moveLines)]);
  await moveLines();
  const numbers = await db().queueTicket.findMany({ where: { eventId }, select: { sequence: true } });
  expect(new Set(numbers.map(({ sequence }) => sequence)).size).toBe(50);
  expect(numbers.every(({ sequence }) => sequence !== null)).toBe(true);
  const draw = await readDraw(eventId);
  if (!draw) throw new Error("nothing was drawn");
  expect(draw.tickets.length).toBe(20);
  expect(faultsOfDraw({ ...draw, eventId, seedHash: draw.seed_hash, ticketIds: draw.tickets })).toEqual([]);
});

type Command = fc.AsyncCommand<moves.Model, moves.Real>;
const BUYERS = 6;

async function compare(model: moves.Model, real: moves.Real): Promise<void> {
  const rows = await db().queueTicket.findMany({ where: { eventId: real.eventId } });
  const numbers = new Map(
    rows.map(({ buyerKey, sequence }) => [buyerKey, sequence === null ? undefined : Number(sequence)]),
  );
  for (const [who, ticket] of model.tickets) expect(numbers.get(real.buyers[who] ?? "")).toBe(ticket.number);
  const live = await db().queueLease.count({ where: { eventId: real.eventId, expiresAt: { gt: new Date() } } });
  const admitted = [...model.tickets.values()].filter((ticket) => moves.modelState(model, ticket) === "admitted");
  expect(live).toBe(admitted.length);
  expect(live).toBeLessThanOrEqual(moves.PLACES);
}

/** A move of one buyer, whose answer is compared. */
function aMove(name: "join" | "claim", who: number, play: (model: moves.Model, who: number) => string): Command {
  return {
    check: () => true,
    run: async (model, real) => {
      const expected = play(model, who);
      expect(await real[name](who), `${name} ${who}`).toBe(expected);
      await compare(model, real);
    },
    toString: () => `${name}(${who})`,
  };
}

const who = fc.nat(BUYERS - 1);
const commands = fc.commands(
  [
    who.map((buyer) => aMove("join", buyer, moves.modelJoin)),
    who.map((buyer) => aMove("claim", buyer, moves.modelClaim)),
    fc.constant<Command>({
      check: () => true,
      run: async (model, real) => {
        // The bucket is full after a tenth of a second; the clock of the model need not know.
        await real.wait(0.1);
        await real.step();
        moves.modelStep(model);
        await compare(model, real);
      },
      toString: () => "step()",
    }),
    fc.constantFrom(50, 100, 150).map(
      (seconds): Command => ({
        check: () => true,
        run: async (model, real) => {
          model.clock += seconds;
          await real.wait(seconds);
        },
        toString: () => `wait(${seconds})`,
      }),
    ),
  ],
  { maxCommands: 50, size: "+1" },
);

test("every sequence of joining, waiting, claiming and silence ends as a plain model says", async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const eventId = await aLine({
        placesMax: moves.PLACES,
        ratePerMinute: 6_000,
        claimSeconds: moves.CLAIM_SECONDS,
        leaseSeconds: moves.LEASE_SECONDS,
      });
      await openLine(eventId);
      const model: moves.Model = { clock: 0, tickets: new Map(), lastNumber: 0, joins: 0 };
      await fc.asyncModelRun(() => ({ model, real: new moves.Real(eventId, BUYERS) }), list);
      await db().waitingRoom.delete({ where: { eventId } });
    }),
    { numRuns: 30 },
  );
});
