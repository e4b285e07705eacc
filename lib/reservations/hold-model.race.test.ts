/**
 * The sale of a small hall against a plain model of it. Symptom looked for: any answer or any seat that differs from what
 * the model says after any sequence of hold, repeat, extend, release, lapse, sweep, pay and confirm by several buyers, while seats are
 * set aside and put on sale again and access to them is given and revoked.
 * Method: fast-check invents the sequences and shrinks one that fails; a control runs them against a statement without
 * its guard and must find one. A second test lets many such moves run at the same time and asks for the invariants.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { isFree } from "#lib/seating/seat-fragments";
import { anAllocation } from "#lib/seating/testing/an-allocation";
import type { PrismaClient } from "#prisma/generated/client";
import { aBuyer, anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { changedHold } from "./testing/changed-hold.ts";
import { brokenSeatInvariants } from "./testing/check-seats.ts";
import * as moves from "./testing/hold-model.ts";

const database = aDatabase();
let crowd: PrismaClient;
beforeAll(() => {
  crowd = createClient(database.url(), 40);
});
afterAll(() => crowd.$disconnect());

type World = moves.Real & { buyers: string[]; versions: number[] };

async function aWorld(client: PrismaClient): Promise<World> {
  const eventId = await anEventOnSale({
    layout: aSmallHall({ rows: 1, seatsPerRow: moves.SEATS }),
    seatsPerHoldMax: moves.PER_HOLD,
    seatsPerBuyerMax: moves.PER_BUYER,
  });
  await anAllocation(eventId);
  return { eventId, client, buyers: [aBuyer(), aBuyer(), aBuyer()], versions: [] };
}

/** The database tells the same story as the model, and no seat's version ever fell or stood still while it changed. */
async function compare(model: moves.Model, real: World): Promise<void> {
  const rows = await db().seat.findMany({ where: { eventId: real.eventId }, orderBy: { id: "asc" } });
  expect(rows.map(({ status, reservationId }) => ({ status, by: reservationId }))).toEqual(
    model.seats.map(({ status, by }) => ({ status, by: model.reservations[by]?.id ?? null })),
  );
  const states = await db().reservation.findMany({
    where: { eventId: real.eventId },
    select: { id: true, status: true },
    orderBy: { id: "asc" },
  });
  expect(states).toEqual(model.reservations.map(({ id, status }) => ({ id, status })));
  rows.forEach(({ version }, i) => {
    expect(version).toBeGreaterThanOrEqual(real.versions[i] ?? 0);
  });
  real.versions = rows.map(({ version }) => version);
  expect(await brokenSeatInvariants(real.eventId)).toEqual([]);
}

type Command = fc.AsyncCommand<moves.Model, World>;

/** A move of one reservation, by its place among those there are. */
function aMove(
  name: string,
  pick: number,
  play: (model: moves.Model, index: number) => unknown,
  act: (real: World, id: string) => Promise<unknown>,
): Command {
  return {
    check: ({ reservations }) => reservations.length > 0,
    run: async (model, real) => {
      const index = pick % model.reservations.length;
      const id = model.reservations[index]?.id ?? "";
      const expected = play(model, index);
      expect(await act(real, id), name).toEqual(expected);
      await compare(model, real);
    },
    toString: () => `${name}(${pick})`,
  };
}

const seatIds = fc.uniqueArray(fc.integer({ min: 1, max: moves.SEATS }), {
  minLength: 1,
  maxLength: moves.PER_HOLD + 1,
});
const pick = fc.nat(20);

const commands = fc.commands(
  [
    fc.tuple(fc.nat(2), seatIds).map(
      ([buyer, ids]): Command => ({
        check: () => true,
        run: async (model, real) => {
          const ask = {
            id: uuidv7(),
            clientId: uuidv7(),
            buyerKey: real.buyers[buyer] ?? "",
            seatIds: [...ids].sort((a, b) => a - b),
          };
          const expected = moves.modelHold(model, ask);
          expect(await moves.realHold(real, ask), "hold").toBe(expected);
          await compare(model, real);
        },
        toString: () => `hold(${buyer}, ${ids.join(" ")})`,
      }),
    ),
    pick.map(
      (at): Command => ({
        check: ({ reservations }) => reservations.length > 0,
        run: async (model, real) => {
          const first = model.reservations[at % model.reservations.length];
          if (!first) return;
          expect(await moves.realHold(real, { ...first, id: uuidv7() }), "repeat").toBe("replayed");
          await compare(model, real);
        },
        toString: () => `repeat(${at})`,
      }),
    ),
    pick.map((at) => aMove("extend", at, moves.modelExtend, (real, id) => moves.realExtend(real, id))),
    pick.map((at) => aMove("release", at, moves.modelRelease, (real, id) => moves.realRelease(real, id))),
    pick.map((at) => aMove("pay", at, moves.modelPay, (real, id) => moves.realPay(real, id))),
    pick.map((at) => aMove("confirm", at, moves.modelConfirm, (real, id) => moves.realConfirm(real, id))),
    pick.map((at) =>
      aMove(
        "lapse",
        at,
        (model, index) => {
          const reservation = model.reservations[index];
          if (reservation && ["HELD", "PAYING"].includes(reservation.status)) reservation.isLapsed = true;
        },
        (real, id) => moves.realLapse(real, id),
      ),
    ),
    fc.tuple(fc.integer({ min: 1, max: moves.SEATS }), fc.boolean()).map(
      ([seatId, isSetAside]): Command => ({
        check: () => true,
        run: async (model, real) => {
          const expected = moves.modelSetAside(model, seatId, isSetAside);
          expect(await moves.realSetAside(real, seatId, isSetAside), "set aside").toBe(expected);
          await compare(model, real);
        },
        toString: () => `setAside(${seatId}, ${isSetAside})`,
      }),
    ),
    fc.tuple(fc.nat(2), fc.boolean()).map(
      ([buyer, hasAccess]): Command => ({
        check: () => true,
        run: async (model, real) => {
          const key = real.buyers[buyer] ?? "";
          if (hasAccess) model.access.add(key);
          else model.access.delete(key);
          await moves.realAccess(real, key, hasAccess);
        },
        toString: () => `access(${buyer}, ${hasAccess})`,
      }),
    ),
    fc.constant<Command>({
      check: () => true,
      run: async (model, real) => {
        expect(await moves.realSweep(), "sweep").toBe(moves.modelSweep(model));
        await compare(model, real);
      },
      toString: () => "sweep()",
    }),
  ],
  { maxCommands: 40, size: "+1" },
);

const property = (client: () => PrismaClient) =>
  fc.asyncProperty(commands, async (list) => {
    const real = await aWorld(client());
    await fc.asyncModelRun(() => ({ model: moves.emptyModel(), real }), list);
    // What this run left open must not be swept in the next one.
    await db().$executeRaw`DELETE FROM reservations WHERE event_id = ${real.eventId} AND status = 'HELD'`;
  });

test("every sequence of moves ends as a plain model says, with INV-3 and INV-7 after each of them", async () => {
  await fc.assert(property(db), { numRuns: 40 });
});

test("control: without the check that a seat is free, the model finds the mistake", async () => {
  const client = await changedHold(db(), { from: isFree("s"), to: "true" });
  const found = await fc.check(
    property(() => client),
    { numRuns: 100, endOnFailure: true },
  );
  expect(found.failed).toBe(true);
});

test("control: without the check of access to seats that are set aside, the model finds the mistake", async () => {
  const client = await changedHold(db(), { from: "s.allocation_id IS NULL", to: "true" });
  const found = await fc.check(
    property(() => client),
    { numRuns: 100, endOnFailure: true },
  );
  expect(found.failed).toBe(true);
});

test("moves of many people at the same time leave every invariant whole", async () => {
  const step = fc.record({
    kind: fc.constantFrom("hold", "hold", "hold", "extend", "release", "lapse", "sweep", "pay", "confirm"),
    buyer: fc.nat(9),
    ids: seatIds,
    at: fc.nat(1_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 150 }), async (steps) => {
      const real: World = { ...(await aWorld(crowd)), buyers: Array.from({ length: 10 }, aBuyer) };
      const ids: string[] = [];
      const play = async ({ kind, buyer, ids: wanted, at }: (typeof steps)[number]): Promise<void> => {
        const id = ids[at % Math.max(ids.length, 1)] ?? uuidv7();
        if (kind === "hold") {
          const ask = { id: uuidv7(), clientId: uuidv7(), buyerKey: real.buyers[buyer] ?? "", seatIds: wanted };
          if ((await moves.realHold(real, ask)) === "held") ids.push(ask.id);
        } else if (kind === "extend") await moves.realExtend(real, id);
        else if (kind === "release") await moves.realRelease(real, id);
        else if (kind === "lapse") await moves.realLapse(real, id);
        else if (kind === "sweep") await moves.realSweep();
        else if (kind === "pay") await moves.realPay(real, id);
        else await moves.realConfirm(real, id);
      };
      const lanes = Array.from({ length: 10 }, async (_, lane) => {
        for (let i = lane; i < steps.length; i += 10) await play(steps[i] as (typeof steps)[number]);
      });
      await Promise.all(lanes);
      expect(await brokenSeatInvariants(real.eventId)).toEqual([]);
    }),
    { numRuns: 12, endOnFailure: true },
  );
});
