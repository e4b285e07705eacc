import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { makePromoBatch } from "./make-promo-batch.ts";
import { makePromoCode } from "./make-promo-code.ts";
import { newBatchBody, newPromoBody } from "./promo-contract.ts";

/**
 * Symptom: a code twice in an event, or a batch with a hole. Theory: a list and a single code are checked before either is written. Method:
 * lists that overlap, in opposite orders, and single codes of them, all at once; each code is there once and each batch whole.
 */
aDatabase();

const terms = { kind: "percent", value: 10 };
const CODES = Array.from({ length: 400 }, (_, i) => `RACE-${i + 1_000}`);

test("of lists and single codes that collide, made at once, each is there whole or not at all", async () => {
  for (let round = 0; round < 3; round++) {
    const eventId = await anEventOnSale();
    const owner = await aMember(await sellerOf(eventId), "OWNER");
    const aList = (name: string, codes: string[]) =>
      makePromoBatch(owner, eventId, { batch: newBatchBody.parse({ name, terms, list: codes.join("\n") }) });
    const one = (code: string) => makePromoCode(owner, eventId, newPromoBody.parse({ code, ...terms }));
    const [lists, singles] = await Promise.all([
      Promise.all([aList("First", CODES), aList("Second", CODES.toReversed()), aList("Third", CODES.slice(300))]),
      Promise.all([...CODES.slice(0, 3), ...CODES.slice(397)].map((code) => one(code.toLowerCase()))),
    ]);
    const made = [
      ...lists.flatMap((list) => (list.ok ? list.batch.codes : [])),
      ...singles.flatMap((single) => (single.ok ? 1 : [])),
    ];
    expect(await db().promoCode.count({ where: { eventId } })).toBe(made.reduce((sum, count) => sum + count, 0));
    expect(await db().promoBatch.count({ where: { eventId } })).toBe(lists.filter(({ ok }) => ok).length);
    for (const list of lists)
      if (list.ok)
        expect(await db().promoCode.count({ where: { eventId, batchId: list.batch.id } })).toBe(list.batch.codes);
    for (const lost of [...lists, ...singles])
      if (!lost.ok) expect(lost.refusal.code).toMatch(/^promo_(lines_invalid|code_taken)$/);
  }
});
