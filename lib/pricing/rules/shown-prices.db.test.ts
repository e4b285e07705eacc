import { beforeAll, describe, expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { eventChangeBody } from "#lib/catalog/event-contract";
import { eventJsonLd } from "#lib/catalog/event-json-ld";
import { findEvent, findEventNow } from "#lib/catalog/find-event";
import { readOrganizerEvent } from "#lib/catalog/organizer-event";
import { searchEvents } from "#lib/catalog/search-events";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { openLiveSeats } from "#lib/seating/live-seats";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { priceRulesBody } from "./price-rules-contract.ts";
import { replacePriceRules } from "./replace-price-rules.ts";

/**
 * Where an event adds taxes, the price that its organizer set is below what buyers pay. No page, list, map or answer for buyers may show it;
 * the organizer sees and changes it without the taxes.
 */
aDatabase();

const LIST = 45;
const SHOWN = 49;
let eventId: number;
let owner: Staff;

beforeAll(async () => {
  eventId = await anEventOnSale();
  owner = await aMember(await sellerOf(eventId), "OWNER");
  await db().priceLevel.updateMany({ where: { eventId }, data: { priceMinor: LIST * 100, feeMinor: 450 } });
  const tax_rates = [{ name: "Sales tax", percent: 8.875, on: ["tickets", "fees"] }];
  const body = { revision: 0, ticket_types: [], group_discounts: [], taxes_included: false, tax_rates };
  const saved = await replacePriceRules(owner, eventId, priceRulesBody.parse(body));
  if (!saved.ok) throw new Error(JSON.stringify(saved.refusal));
});

describe("where taxes are added, buyers are shown the price with them", () => {
  test("on the event's page and to search engines", async () => {
    const event = await findEvent({ id: eventId });
    expect(event?.levels.map(({ priceMinor, listMinor }) => [priceMinor, listMinor])).toEqual([[4_900, 4_500]]);
    const { offers } = JSON.parse(event ? eventJsonLd(event, "https://fairseat.example") : "{}");
    expect(offers.map(({ price }: { price: number }) => price)).toEqual([SHOWN]);
  });

  test("in lists, and where lists are filtered and sorted by price", async () => {
    const found = async (bounds: object) => (await searchEvents({ sort: "price", ...bounds })).data;
    const [card] = (await found({})).filter(({ id }) => id === eventId);
    expect(card?.offered).toEqual({ minMinor: 4_900, maxMinor: 4_900 });
    expect((await found({ max_price: LIST })).map(({ id }) => id)).not.toContain(eventId);
    expect((await found({ min_price: SHOWN })).map(({ id }) => id)).toContain(eventId);
  });

  test("on the seat map", async () => {
    const seats = await openLiveSeats(eventId);
    expect(seats?.event.priceLevels.map(({ priceMinor }) => priceMinor)).toEqual([4_900]);
  });

  test("also after the organizer, who sees it without them, set another price", async () => {
    const before = await readOrganizerEvent(owner, eventId);
    if (!before.ok) throw new Error(before.refusal.code);
    expect(before.event.price_levels.map(({ price }) => price)).toEqual([LIST]);
    const price_levels = before.event.price_levels.map(({ name, fee, layout_categories }) => {
      return { name, price: 90, fee, layout_categories };
    });
    const change = eventChangeBody.parse({ price_levels, revision: before.event.revision });
    expect(await changeEvent(owner, eventId, { change, sales: eventSales })).toMatchObject({ ok: true });
    expect((await findEventNow(eventId))?.levels.map(({ priceMinor }) => priceMinor)).toEqual([9_799]);
  });
});
