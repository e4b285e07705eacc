import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anAddOn } from "#prisma/seed/an-add-on";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";

/**
 * Symptom: two people of the box office each give the same programme back, and two are refunded. Theory: both saw the order before the other's
 * refund. Method: both press at once with what they saw; the control leaves that out, and must refund both.
 */
aDatabase();
const shop = aShop();
let eventId: number;
let staff: [Person, Person];

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 10 }) });
  const seller = await sellerOf(eventId);
  staff = [await aMember(seller, "BOX_OFFICE"), await aMember(seller, "MANAGER")];
});

async function bothPress(seen: { seenRefunds?: number }) {
  const programme = await anAddOn(eventId, { stock: 4 });
  const sale = await aSale(shop, eventId, { addOns: [{ addOnId: programme, quantity: 4 }] });
  const one = { addOns: [{ addOnId: programme, quantity: 1 }] };
  const answers = await Promise.all(staff.map((person) => sale.refund(person, one, seen)));
  const addOn = await db().eventAddOn.findFirstOrThrow({ where: { id: programme } });
  const said = answers.map((answer) => (answer.ok ? "refunded" : "reason" in answer.refusal && answer.refusal.reason));
  return { said: said.toSorted(), claimed: addOn.claimed, atGateway: await sale.atGateway() };
}

describe("two staff who give one programme back at once", () => {
  test("refund it once: the second is refused, because the order changed since it was looked at", async () => {
    const { said, claimed, atGateway } = await bothPress({ seenRefunds: 0 });
    expect(said).toEqual(["changed", "refunded"]);
    expect(claimed).toBe(3);
    expect(atGateway).toEqual([500]);
    expect(await checkInvariants()).toEqual([]);
  });

  test("control: who does not say what was seen refunds two", async () => {
    const { said, claimed, atGateway } = await bothPress({});
    expect(said).toEqual(["refunded", "refunded"]);
    expect(claimed).toBe(2);
    expect(atGateway).toEqual([500, 500]);
  });
});

test("twenty refunds of tickets, add-ons and all at once never give back more than was sold", async () => {
  const [programme, parking] = [await anAddOn(eventId, { stock: 5 }), await anAddOn(eventId, { stock: 5 })];
  const bought = [programme, parking].map((addOnId) => ({ addOnId, quantity: 3 }));
  const sale = await aSale(shop, eventId, { seats: 3, addOns: bought });
  const wishes = Array.from({ length: 20 }, (_, i) => {
    const addOns = [{ addOnId: i % 2 ? programme : parking, quantity: 1 + (i % 3) }];
    return i % 4 === 0 ? { addOns, tickets: [sale.tickets[i % 3] ?? ""] } : { addOns };
  });
  const answers = await Promise.all(wishes.map((wanted) => sale.refund(staff[0], wanted)));
  const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
  const givenMinor = sum(answers.map((answer) => (answer.ok ? Math.round(answer.refund.amount * 100) : 0)));
  expect(sum(await sale.atGateway())).toBe(givenMinor);
  expect(givenMinor).toBeLessThanOrEqual(sale.totalMinor);
  await shop.sandbox().webhooksIdle();
  expect(await checkInvariants("after quiet")).toEqual([]);
});
