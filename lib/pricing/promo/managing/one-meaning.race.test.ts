import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { promoCodesAmong } from "#lib/pricing/queries";
import { newCodesBody } from "#lib/seating/access/access-contract";
import { makeCodes } from "#lib/seating/access/make-codes";
import { anAllocation } from "#lib/seating/testing/an-allocation";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { makePromoBatch } from "./make-promo-batch.ts";
import { makePromoCode } from "./make-promo-code.ts";
import { newBatchBody, newPromoBody } from "./promo-contract.ts";

/**
 * Symptom: one word that opens a presale at one field and lowers the price at another. Theory: each kind of code looks for the other before either
 * is written. Method: the same words as access codes, promo codes and a batch, all at once; each is there once.
 */
aDatabase();

const terms = { kind: "percent", value: 10 };
const WORDS = Array.from({ length: 8 }, (_, i) => `WORD-${i + 100}`);

async function aSale() {
  const eventId = await anEventOnSale();
  await anAllocation(eventId);
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  return {
    eventId,
    access: (codes: string[]) =>
      makeCodes(owner, eventId, {
        asked: newCodesBody.parse({ codes, allocation: 1 }),
        usedElsewhere: promoCodesAmong,
      }),
    promo: (code: string) => makePromoCode(owner, eventId, newPromoBody.parse({ code, ...terms })),
    batch: (name: string, codes: string[]) =>
      makePromoBatch(owner, eventId, { batch: newBatchBody.parse({ name, terms, list: codes.join("\n") }) }),
  };
}

test("a code of an event means one thing, whatever is made first", async () => {
  const { access, promo, batch } = await aSale();
  expect(await promo("FR1ENDS")).toMatchObject({ ok: true });
  expect(await access(["Friends"])).toMatchObject({
    refusal: { code: "invalid_request", fields: [{ path: "codes.0" }] },
  });
  expect(await access(["Family"])).toMatchObject({ ok: true });
  expect(await promo("FAMILY")).toMatchObject({ refusal: { code: "promo_code_taken" } });
  expect(await batch("Letter", ["NEWS-1", "family"])).toMatchObject({
    refusal: { code: "promo_lines_invalid", lines: [{ code: "family", problem: "taken" }] },
  });
});

test("also when all are made at once", async () => {
  for (let round = 0; round < 4; round++) {
    const { eventId, access, promo, batch } = await aSale();
    await Promise.all([
      ...WORDS.map((word) => access([word.toLowerCase()])),
      ...WORDS.map((word) => promo(word)),
      batch("All", WORDS),
    ]);
    const opening = await db().accessCode.findMany({ where: { eventId } });
    const lowering = await db().promoCode.findMany({ where: { eventId } });
    const words = [...opening, ...lowering].map(({ code }) => code.toLowerCase());
    expect(new Set(words).size).toBe(words.length);
    expect(words.length).toBeGreaterThan(0);
  }
});
