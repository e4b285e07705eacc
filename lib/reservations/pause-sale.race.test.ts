/**
 * A pause against a stream of holds. Symptom looked for: a hold that was sent after the pause was answered and wins its seat. Theory: the
 * function reads the pause with the event, in a statement that begins after the request came, so what was committed before is seen.
 * Method: many connections hold seat after seat without a break while the organizer pauses the sale and lets it go on; a control takes
 * the check out and must go wrong.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient, db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import type { PrismaClient } from "#prisma/generated/client";
import { aBuyer, aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { pauseSale, resumeSale } from "./pause-sale.ts";
import { claimSeats } from "./store.ts";
import { changedHold } from "./testing/changed-hold.ts";

const CONNECTIONS = 20;
/** Each part of the rush has seats of its own, so that none finds only what an earlier one left. */
const PARTS = ["before", "paused", "resuming", "after"] as const;
const SEATS_EACH = 150;
const ENOUGH = 60;
const database = aDatabase();
let crowd: PrismaClient;

beforeAll(() => {
  crowd = createClient(database.url(), CONNECTIONS);
});
afterAll(() => crowd.$disconnect());

type Part = (typeof PARTS)[number];

/** Holds seat after seat from many sides, before, while and after the sale is paused. Answers what came of those sent in each part. */
async function rushThroughPause(client: PrismaClient): Promise<Record<Part, Set<string>>> {
  const layout = aSmallHall({ rows: 20, seatsPerRow: (PARTS.length * SEATS_EACH) / 20 });
  const eventId = await anEventOnSale({ layout });
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  const rush: { part: Part; isOver: boolean } = { part: "before", isOver: false };
  const seen = {
    before: new Set<string>(),
    paused: new Set<string>(),
    resuming: new Set<string>(),
    after: new Set<string>(),
  };
  const count = { before: 0, paused: 0, resuming: 0, after: 0 };
  const buy = async () => {
    while (!rush.isOver) {
      const { part } = rush;
      const seat = PARTS.indexOf(part) * SEATS_EACH + (count[part]++ % SEATS_EACH) + 1;
      const request = { reservationId: uuidv7(), eventId, buyerKey: aBuyer(), clientReservationId: uuidv7() };
      const [verdict] = await claimSeats([{ ...request, seatIds: [seat], ttlSeconds: 600 }], client);
      seen[part].add(verdict?.kind ?? "none");
    }
  };
  const reached = async (part: Part) => {
    while (count[part] < ENOUGH) await new Promise((resolve) => setImmediate(resolve));
  };
  const switchOver = async () => {
    await reached("before");
    expect((await pauseSale(owner, eventId, { reason: "" })).ok).toBe(true);
    rush.part = "paused";
    await reached("paused");
    rush.part = "resuming";
    expect((await resumeSale(owner, eventId)).ok).toBe(true);
    rush.part = "after";
    await reached("after");
  };
  const over = switchOver().finally(() => {
    rush.isOver = true;
  });
  await Promise.all([over, ...Array.from({ length: CONNECTIONS }, buy)]);
  // Nothing that was refused left a trace.
  const [held, made] = await Promise.all([
    db().seat.count({ where: { eventId, status: "HELD" } }),
    db().reservation.count({ where: { eventId } }),
  ]);
  expect(held).toBe(made);
  return seen;
}

test("no hold that is sent after the pause was answered wins a seat, and those that are sent after its end do", async () => {
  const seen = await rushThroughPause(crowd);
  expect(seen.paused).toEqual(new Set(["sale_paused"]));
  expect(seen.before).toContain("held");
  expect(seen.after).toContain("held");
  expect(seen.after).not.toContain("sale_paused");
});

test("control: without the check, holds go on through the pause", async () => {
  const unguarded = await changedHold(crowd, { from: "WHEN sale.is_paused THEN 'sale_paused'", to: "" });
  expect((await rushThroughPause(unguarded)).paused).toContain("held");
});
