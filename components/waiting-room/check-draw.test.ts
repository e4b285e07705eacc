import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QueueDrawWire } from "#lib/waiting-room/contract";
import { drawKey, newSeed, saltOf, seedHashOf } from "#lib/waiting-room/draw";
import { type CheckedTicket, checkDraw, type DrawStep, type Verdict } from "./check-draw.ts";

const ids = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 12 });

function aDraw(ticketIds: readonly string[]): QueueDrawWire {
  const [seed, salt] = [newSeed(), saltOf(ticketIds)];
  const tickets = ticketIds.toSorted((a, b) => Buffer.compare(drawKey(seed, salt, a), drawKey(seed, salt, b)));
  return {
    ...{ event_id: 7, seed_hash: seedHashOf(7, seed), seed, salt, tickets },
    ...{ drawn_at: "2027-01-01T10:00:00.000Z", strata: [{ name: "everyone", tickets: tickets.length }] },
  };
}

/** A draw in two parts, the first of which has so many tickets. */
function inParts(draw: QueueDrawWire, first: number): QueueDrawWire {
  const key = (id: string) => drawKey(draw.seed, draw.salt, id);
  const sorted = (ids: readonly string[]) => ids.toSorted((a, b) => Buffer.compare(key(a), key(b)));
  const members = draw.tickets.filter((_, i) => i % 2 === 1).slice(0, first);
  const others = draw.tickets.filter((id) => !members.includes(id));
  const strata: QueueDrawWire["strata"] = [
    { name: "members", tickets: members.length },
    { name: "everyone", tickets: others.length },
  ];
  return { ...draw, strata, tickets: [...sorted(members), ...sorted(others)] };
}

async function verdicts(draw: QueueDrawWire, given: { seal?: string; ticket?: CheckedTicket } = {}) {
  const found: Partial<Record<DrawStep, Verdict>> = {};
  const { seal = draw.seed_hash, ticket } = given;
  for await (const report of checkDraw(draw, { seal, ticket })) {
    if ("step" in report) found[report.step] = report.verdict;
  }
  return found;
}

const ALL_RIGHT = { seal: "right", salt: "right", once: "right", order: "right" };

describe("a browser checks a draw by itself", () => {
  test("and finds the number of every ticket in one that was made as promised", async () => {
    await fc.assert(
      fc.asyncProperty(ids, fc.nat(), async (ticketIds, at) => {
        const draw = aDraw(ticketIds);
        const index = at % draw.tickets.length;
        const ticket = { id: draw.tickets[index] ?? "", number: index + 1, wasEarly: true };
        expect(await verdicts(draw, { ticket })).toEqual({ ...ALL_RIGHT, own: "right" });
      }),
      { numRuns: 25 },
    );
  });

  test("a secret that is not the sealed one is found, also where record and page agree on another seal than before", async () => {
    const draw = aDraw([crypto.randomUUID(), crypto.randomUUID()]);
    expect(await verdicts({ ...draw, seed: newSeed() })).toMatchObject({ seal: "wrong" });
    const seed = newSeed();
    const resealed = { ...draw, seed, seed_hash: seedHashOf(7, seed) };
    expect(await verdicts(resealed)).toMatchObject({ seal: "right" });
    expect(await verdicts(resealed, { seal: draw.seed_hash })).toMatchObject({ seal: "wrong" });
    expect(await verdicts({ ...draw, event_id: 8 })).toMatchObject({ seal: "wrong" });
  });

  test("a ticket that was added, taken out or given two numbers is found", async () => {
    const draw = aDraw([crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]);
    const [first = ""] = draw.tickets;
    expect(await verdicts({ ...draw, tickets: [...draw.tickets, crypto.randomUUID()] })).toMatchObject({
      salt: "wrong",
    });
    expect(await verdicts({ ...draw, tickets: draw.tickets.slice(1) })).toMatchObject({ salt: "wrong" });
    expect(await verdicts({ ...draw, tickets: [first, ...draw.tickets] })).toMatchObject({ once: "wrong" });
  });

  test("two swapped places are found, and the number that one of them got", async () => {
    const draw = aDraw([crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]);
    const [first = "", second = "", third = ""] = draw.tickets;
    const swapped = { ...draw, tickets: [second, first, third] };
    expect(await verdicts(swapped, { ticket: { id: second, number: 1, wasEarly: true } })).toEqual({
      ...ALL_RIGHT,
      ...{ order: "wrong", own: "wrong" },
    });
    expect(await verdicts(draw, { ticket: { id: second, number: 1, wasEarly: true } })).toEqual({
      ...ALL_RIGHT,
      own: "wrong",
    });
  });

  test("who is not in the list has no number of the draw, and who came after it one behind all", async () => {
    const draw = aDraw([crypto.randomUUID(), crypto.randomUUID()]);
    const id = crypto.randomUUID();
    const wasEarly = false;
    expect(await verdicts(draw, { ticket: { id, number: 2, wasEarly } })).toMatchObject({ own: "wrong" });
    expect(await verdicts(draw, { ticket: { id, number: 3, wasEarly } })).toMatchObject({ own: "behind" });
  });

  test("who was there before the draw and is left out of it is told so; who was drawn and joined again is behind", async () => {
    const draw = aDraw([crypto.randomUUID(), crypto.randomUUID()]);
    const late = { number: 3, wasEarly: true };
    expect(await verdicts(draw, { ticket: { id: crypto.randomUUID(), ...late } })).toMatchObject({ own: "wrong" });
    expect(await verdicts(draw, { ticket: { id: draw.tickets[0] ?? "", ...late } })).toMatchObject({ own: "behind" });
  });

  test("the parts of a draw are in order each, and a rank counts those before one's own part", async () => {
    const whole = aDraw(Array.from({ length: 8 }, () => crypto.randomUUID()));
    const draw = inParts(whole, 3);
    for (const number of [1, 3, 4, 8]) {
      const ticket = { id: draw.tickets[number - 1] ?? "", number, wasEarly: true };
      expect(await verdicts(draw, { ticket })).toEqual({ ...ALL_RIGHT, own: "right" });
    }
    const undeclared = { ...draw, strata: whole.strata };
    expect(await verdicts(undeclared)).toMatchObject({ order: "wrong" });
    expect(await verdicts({ ...draw, strata: draw.strata.slice(1) })).toMatchObject({ order: "wrong" });
    // A ticket in no part would stand anywhere.
    const short = { ...whole, strata: [{ name: "everyone" as const, tickets: 7 }] };
    expect(await verdicts(short)).toMatchObject({ order: "wrong" });
  });

  test("lets the page answer between pieces of a large draw, and counts up to the end", async () => {
    const tickets = Array.from({ length: 2_600 }, () => crypto.randomUUID());
    const shares: number[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    for await (const report of checkDraw(aDraw(tickets), { seal: "", ticket: undefined })) {
      if ("share" in report) shares.push(report.share);
    }
    clearInterval(timer);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect([shares.length, shares.at(-1)]).toEqual([6, 1]);
    expect(turns).toBeGreaterThan(0);
  });
});
