import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { priceRulesBody } from "./price-rules-contract.ts";
import { priceRulesOf } from "./price-rules-of.ts";
import { readPriceRules } from "./read-price-rules.ts";
import { replacePriceRules } from "./replace-price-rules.ts";

aDatabase();

const CHILD = { name: "Child", kind: "percent", value: 50 };
const GROUP = { name: "Buy 10, pay 9", kind: "buy_pay", seats: 10, value: 9 };
const VAT = { name: "VAT", percent: 7.125, on: ["tickets", "fees"] };
const NONE = { revision: 0, ticket_types: [], group_discounts: [], taxes_included: true, tax_rates: [] };

async function anEvent() {
  const eventId = await anEventOnSale();
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  const replace = (rules: object) => replacePriceRules(owner, eventId, priceRulesBody.parse({ ...NONE, ...rules }));
  return { eventId, owner, replace };
}

const updatedAt = async (id: number) => (await db().event.findUniqueOrThrow({ where: { id } })).updatedAt;

describe("the rules of price of an event", () => {
  test("are read as they were given, in their order, and keep their ids when they are changed", async () => {
    const { eventId, owner, replace } = await anEvent();
    expect(await readPriceRules(owner, eventId)).toMatchObject({ rules: { revision: 0, ticket_types: [] } });
    const types = [CHILD, { name: "Companion", kind: "fixed", value: 0, needs_wheelchair: false, per_order_max: 1 }];
    const given = { ticket_types: types, group_discounts: [GROUP], taxes_included: false, tax_rates: [VAT] };
    const saved = await replace(given);
    if (!saved.ok) throw new Error(JSON.stringify(saved.refusal));
    expect(saved.rules).toMatchObject({ ...given, revision: 1, proposed_taxes: null });
    const [child, companion] = saved.rules.ticket_types;
    const swapped = { ...saved.rules, ticket_types: [companion, { ...child, price_level_ids: [1] }] };
    expect(await replace(swapped)).toMatchObject({
      rules: { revision: 2, ticket_types: [{ id: companion?.id }, { id: child?.id, price_level_ids: [1] }] },
    });
  });

  test("raise the event's time of change, so that a sale that is being judged is judged again", async () => {
    const { eventId, replace } = await anEvent();
    const before = await updatedAt(eventId);
    expect((await priceRulesOf(eventId, before)).ticketTypes).toEqual([]);
    await replace({ ticket_types: [CHILD] });
    const after = await updatedAt(eventId);
    expect(after.getTime()).toBeGreaterThan(before.getTime());
    expect((await priceRulesOf(eventId, after)).ticketTypes).toMatchObject([{ name: "Child", kind: "PERCENT" }]);
  });

  test("that break a rule are refused with each field, and nothing is saved", async () => {
    const { eventId, replace } = await anEvent();
    const before = await updatedAt(eventId);
    const wrong = { ticket_types: [{ ...CHILD, value: 101 }], group_discounts: [{ ...GROUP, value: 10 }] };
    expect(await replace(wrong)).toMatchObject({
      refusal: {
        code: "price_rules_invalid",
        fields: [
          { path: "ticket_types.0.value", problem: "percent_max" },
          { path: "group_discounts.0.value", problem: "pay_below_buy" },
        ],
      },
    });
    expect(await db().priceRules.findUnique({ where: { eventId } })).toBeNull();
    expect(await updatedAt(eventId)).toEqual(before);
  });

  test("of two who saved what both had read, the second hears what the first saved and who it was", async () => {
    const { owner, replace } = await anEvent();
    await db().user.update({ where: { id: owner.userId ?? "" }, data: { name: "Ann Organizer" } });
    const [first, second] = await Promise.all([
      replace({ ticket_types: [CHILD] }),
      replace({ group_discounts: [GROUP] }),
    ]);
    const won = first.ok ? first : second;
    const lost = first.ok ? second : first;
    if (!won.ok) throw new Error("one of both is saved");
    expect(lost).toMatchObject({
      refusal: { code: "price_rules_changed", changed_by: "Ann Organizer", rules: won.rules },
    });
  });

  test("are in the audit log with who saved them and how many they are", async () => {
    const { eventId, owner, replace } = await anEvent();
    await replace({ ticket_types: [CHILD], tax_rates: [VAT] });
    expect(await db().auditEntry.findMany({ where: { eventId, action: "event.set_price_rules" } })).toMatchObject([
      { actor: owner.keys[0], detail: { revision: 1, types: 1, groups: 0, rates: 1 } },
    ]);
  });

  test("are those of the country of the venue while there are none, as a proposal that charges nothing", async () => {
    const { eventId, owner, replace } = await anEvent();
    const { venueId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    await db().venue.update({ where: { id: venueId }, data: { country: "DE" } });
    const read = await readPriceRules(owner, eventId);
    expect(read).toMatchObject({
      rules: { tax_rates: [], proposed_taxes: { taxes_included: true, tax_rates: [{ percent: 7 }, { percent: 19 }] } },
    });
    expect(await replace({})).toMatchObject({ rules: { tax_rates: [], proposed_taxes: null } });
  });

  test("are read by those who may read the event and saved by those who may write it", async () => {
    const { eventId } = await anEvent();
    const organization = await sellerOf(eventId);
    const analyst = await aMember(organization, "ANALYST");
    expect(await readPriceRules(analyst, eventId)).toMatchObject({ ok: true });
    expect(await replacePriceRules(analyst, eventId, priceRulesBody.parse(NONE))).toMatchObject({
      refusal: { code: "forbidden" },
    });
    const stranger = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
    expect(await readPriceRules(stranger, eventId)).toMatchObject({ refusal: { code: "not_found" } });
  });
});
