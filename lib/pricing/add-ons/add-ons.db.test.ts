import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anAddOn } from "#prisma/seed/an-add-on";
import { aMember, anEventOnSale, sellerOf, somePriceRules } from "#prisma/seed/builders";
import { type AddOnTerms, newAddOnBody } from "./add-on-contract.ts";
import { changeAddOn } from "./change-add-on.ts";
import { deleteAddOn } from "./delete-add-on.ts";
import { listAddOns } from "./list-add-ons.ts";
import { makeAddOn } from "./make-add-on.ts";

aDatabase();

const nothingSold = async () => new Map();
const terms = (more: Partial<AddOnTerms> = {}) => ({
  ...newAddOnBody.parse({ name: { en: "Parking" }, price: 12 }),
  ...more,
});

async function anOwner() {
  const eventId = await anEventOnSale();
  return { eventId, owner: await aMember(await sellerOf(eventId), "OWNER") };
}

describe("an add-on", () => {
  test("is made, listed by its place, changed and deleted, and each change is one of the event", async () => {
    const { eventId, owner } = await anOwner();
    const changedAt = async () => (await db().event.findUniqueOrThrow({ where: { id: eventId } })).updatedAt.getTime();
    const times = [await changedAt()];
    const made = await makeAddOn(owner, eventId, terms({ stock: 4, position: 2 }));
    if (!made.ok) throw new Error(made.refusal.code);
    times.push(await changedAt());
    await makeAddOn(owner, eventId, terms({ name: { es: "Programa" }, position: 1 }));
    const listed = await listAddOns(owner, eventId, { count: nothingSold });
    expect(listed).toMatchObject({ list: { data: [{ name: { es: "Programa" } }, { left: 4 }], meta: { total: 2 } } });
    const key = { eventId, id: made.addOn.id };
    times.push(await changedAt());
    const change = { revision: 0, price: 13, active: false };
    const changed = await changeAddOn(owner, key, { change, count: nothingSold });
    expect(changed).toMatchObject({ ok: true, addOn: { price: 13, state: "inactive", stock: 4, revision: 1 } });
    times.push(await changedAt());
    expect(await deleteAddOn(owner, key)).toEqual({ ok: true });
    times.push(await changedAt());
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  test.each<[string, Partial<AddOnTerms>, object]>([
    ["a price with more digits than the currency", { price: 0.001 }, { path: "price", problem: "digits" }],
    [
      "an end before its beginning",
      { sale_from: "2030-02-01T00:00:00Z", sale_until: "2030-01-01T00:00:00Z" },
      { path: "sale_until", problem: "window" },
    ],
    [
      "a tax rate of elsewhere",
      { tax_rate_ids: ["0192f0c1-0000-7000-8000-000000000000"] },
      { path: "tax_rate_ids", problem: "rate" },
    ],
  ])("with %s is refused beside its field, and nothing is saved", async (_what, wrong, problem) => {
    const { eventId, owner } = await anOwner();
    const made = await makeAddOn(owner, eventId, terms(wrong));
    expect(made).toMatchObject({ refusal: { code: "add_on_invalid", fields: [problem] } });
    expect(await db().eventAddOn.count({ where: { eventId } })).toBe(0);
  });

  test("costs what a price can be, or is refused beside its price", async () => {
    const { eventId, owner } = await anOwner();
    const most = 100_000_000;
    expect(newAddOnBody.safeParse({ name: { en: "House" }, price: most }).success).toBe(true);
    const made = await makeAddOn(owner, eventId, terms({ price: most }));
    expect(made).toMatchObject({ ok: true, addOn: { price: most } });
    const listed = await listAddOns(owner, eventId, { count: nothingSold });
    expect(listed).toMatchObject({ list: { data: [{ price: most }] } });
  });

  test("never has less stock than orders have of it", async () => {
    const { eventId, owner } = await anOwner();
    const id = await anAddOn(eventId, { stock: 5, claimed: 3 });
    const to = (stock: number) =>
      changeAddOn(owner, { eventId, id }, { change: { revision: 0, stock }, count: nothingSold });
    expect(await to(2)).toMatchObject({ refusal: { fields: [{ path: "stock", problem: "below_claimed", limit: 3 }] } });
    expect(await to(3)).toMatchObject({ ok: true, addOn: { left: 0, state: "sold_out" } });
    const stored = db().eventAddOn.update({ where: { eventId_id: { eventId, id } }, data: { stock: 2 } });
    await expect(stored).rejects.toThrow(/event_add_ons_stock/);
  });

  test("is changed by one of two who read it, and the second sees what the first made of it", async () => {
    const { eventId, owner } = await anOwner();
    const id = await anAddOn(eventId);
    const to = (price: number) =>
      changeAddOn(owner, { eventId, id }, { change: { revision: 0, price }, count: nothingSold });
    const both = await Promise.all([to(6), to(7)]);
    const [won, lost] = both[0].ok ? both : both.toReversed();
    expect(won).toMatchObject({ ok: true });
    const price = won?.ok ? won.addOn.price : 0;
    expect(lost).toMatchObject({ refusal: { code: "add_on_changed", add_on: { price, revision: 1 } } });
  });

  test("keeps a tax rate that is gone from the rules while something else is changed", async () => {
    const { eventId, owner } = await anOwner();
    await somePriceRules(eventId);
    const gone = "0192f0c1-0000-7000-8000-000000000000";
    const id = await anAddOn(eventId, { taxRateIds: [gone] });
    const change = { revision: 0, stock: 9 };
    const changed = await changeAddOn(owner, { eventId, id }, { change, count: nothingSold });
    expect(changed).toMatchObject({ ok: true, addOn: { stock: 9, tax_rate_ids: [gone] } });
  });
});
