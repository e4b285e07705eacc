import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawKey, drawPads, faultsOfDraw, newSeed, type PublishedDraw, saltOf, seedHashOf } from "./draw.ts";

const ids = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 12 });

function aDraw(ticketIds: string[], seed = newSeed()): PublishedDraw {
  const salt = saltOf(ticketIds);
  const drawn = ticketIds.toSorted((a, b) => Buffer.compare(drawKey(seed, salt, a), drawKey(seed, salt, b)));
  return {
    eventId: 7,
    seedHash: seedHashOf(7, seed),
    seed,
    salt,
    ticketIds: drawn,
    strata: [{ tickets: drawn.length }],
  };
}

describe("anyone can check a draw", () => {
  test("a draw that was made as promised has no fault", () => {
    fc.assert(
      fc.property(ids, (ticketIds) => {
        expect(faultsOfDraw(aDraw(ticketIds))).toEqual([]);
      }),
    );
  });

  test("two swapped places are detected", () => {
    fc.assert(
      fc.property(ids, fc.nat(), (ticketIds, at) => {
        const draw = aDraw(ticketIds);
        const order = [...draw.ticketIds];
        const i = at % (order.length - 1);
        order.splice(i, 2, order[i + 1] ?? "", order[i] ?? "");
        expect(faultsOfDraw({ ...draw, ticketIds: order })).toEqual(["the numbers do not follow the keys"]);
      }),
    );
  });

  test("a ticket added or removed afterwards is detected", () => {
    fc.assert(
      fc.property(ids, fc.uuid(), (ticketIds, more) => {
        const draw = aDraw(ticketIds);
        const fault = "the salt is not the digest of these tickets";
        expect(faultsOfDraw({ ...draw, ticketIds: draw.ticketIds.slice(1) })).toContain(fault);
        if (!ticketIds.includes(more))
          expect(faultsOfDraw({ ...draw, ticketIds: [...draw.ticketIds, more] })).toContain(fault);
      }),
    );
  });

  test("a seed chosen afterwards, or taken from another sale, is detected", () => {
    const draw = aDraw([crypto.randomUUID(), crypto.randomUUID()]);
    const fault = "the seed is not the one whose hash was published";
    expect(faultsOfDraw({ ...draw, seed: newSeed() })).toContain(fault);
    expect(faultsOfDraw({ ...draw, eventId: 8 })).toContain(fault);
  });
});

test("the two padded halves give the same key, so a database without HMAC can draw", () => {
  fc.assert(
    fc.property(fc.uuid(), (ticketId) => {
      const [seed, salt] = [newSeed(), saltOf([ticketId])];
      const { inner, outer } = drawPads(seed, salt);
      const middle = createHash("sha256").update(inner).update(ticketId).digest();
      expect(createHash("sha256").update(outer).update(middle).digest()).toEqual(drawKey(seed, salt, ticketId));
    }),
  );
});

test("every ticket comes first equally often", () => {
  const ticketIds = Array.from({ length: 5 }, () => crypto.randomUUID());
  const wins = new Map(ticketIds.map((ticketId) => [ticketId, 0]));
  // Seeds come from a hash, so every run uses the same ones.
  for (let i = 0; i < 3_000; i++) {
    const first = aDraw(ticketIds, createHash("sha256").update(`seed ${i}`).digest("hex")).ticketIds[0] ?? "";
    wins.set(first, (wins.get(first) ?? 0) + 1);
  }
  // The expected count is 600 with a standard deviation of 22; five deviations are allowed to either side.
  for (const count of wins.values()) expect(Math.abs(count - 600)).toBeLessThan(110);
});
