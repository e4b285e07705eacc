import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { priceRulesBody } from "./price-rules-contract.ts";
import { replacePriceRules } from "./replace-price-rules.ts";

/**
 * Symptom: an organizer's prices are gone although nobody heard of it, or two halves of two saves stand together. Theory: both read one revision before
 * either wrote. Method: many save over one revision at once, each with types of their own; one wins, and its rules stand whole.
 */
aDatabase();

const SAVES = 12;

test("of many who save over one revision at once one wins, and its rules stand whole", async () => {
  const eventId = await anEventOnSale();
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  for (let revision = 0; revision < 6; revision++) {
    const saves = await Promise.all(
      Array.from({ length: SAVES }, (_, i) => {
        const ticket_types = [1, 2, 3].map((n) => ({ name: `Type ${i}-${n}`, kind: "percent", value: 10 * n }));
        const body = { revision, ticket_types, group_discounts: [], taxes_included: true, tax_rates: [] };
        return replacePriceRules(owner, eventId, priceRulesBody.parse(body));
      }),
    );
    const won = saves.flatMap((save) => (save.ok ? [save.rules] : []));
    expect(won).toHaveLength(1);
    const refused = saves.flatMap((save) => (save.ok ? [] : [save.refusal.code]));
    expect(new Set(refused)).toEqual(new Set(["price_rules_changed"]));
    const stored = await db().ticketType.findMany({ where: { eventId }, orderBy: { place: "asc" } });
    expect(stored.map(({ name }) => name)).toEqual(won[0]?.ticket_types.map(({ name }) => name));
    expect(won[0]?.revision).toBe(revision + 1);
  }
});
