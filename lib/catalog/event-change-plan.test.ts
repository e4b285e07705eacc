import { describe, expect, test } from "vitest";
import { NAMED_ONLY } from "#lib/organizations/seller";
import { planChange, wantedHouse } from "./event-change-plan.ts";
import type { EventChange } from "./event-contract.ts";
import type { OwnEvent } from "./organizer-event.ts";

const at = (time: string) => new Date(`2027-03-14T${time}:00Z`);
const level = {
  eventId: 1,
  id: 1,
  name: "All",
  priceMinor: 4_500,
  feeMinor: 500,
  addedTaxMinor: 0,
  layoutCategories: [0],
};

function anEvent(over: Partial<OwnEvent["row"]> = {}): OwnEvent {
  const texts = {
    slug: "x",
    title: "A night",
    subtitle: "",
    description: "",
    seller: { ...NAMED_ONLY, name: "S" },
    categorySlug: "concert",
  };
  const venue = {
    venueId: 7,
    venueName: "V",
    venueAddress: "A",
    venuePostcode: "",
    entrances: [],
    directions: {},
    accessibility: {},
    pictures: [],
    venueCapacity: 20,
    city: "Madrid",
    country: "ES",
  };
  const times = { startsAt: at("20:00"), endsAt: at("23:00"), doorsAt: at("19:00"), updatedAt: at("01:00") };
  const sale = { salesStartAt: at("02:00"), salesEndAt: at("20:00"), publishedAt: at("01:00"), currency: "EUR" };
  const limits = { holdSeconds: 600, seatsPerHoldMax: 4, seatsPerBuyerMax: 8, refundUntilHours: null, limits: {} };
  const changes = {
    ...{ revision: 0, editRevision: 1, fieldRevisions: {}, updatedBy: null },
    lastChange: null,
    movedAt: null,
    returnUntil: null,
    changeReturnDays: 14,
    keptTerms: [],
  };
  const prices = { minPriceMinor: 4_500, maxPriceMinor: 4_500, priceMinorOf: { 1: 4_500 } };
  const rest = { capacity: 20, posterSeed: 1, eventPictures: [], timeZone: "Europe/Madrid", ...prices };
  const row: OwnEvent["row"] = {
    ...{
      id: 1,
      organizationId: "o",
      picturesRevision: 1,
      status: "PUBLISHED",
      isStopped: false,
      salePausedAt: null,
      performers: [],
      layoutHash: "old",
      hasWaitingRoom: false,
      hasAutomaticRoom: false,
      hasAccess: false,
      ticketNames: "off",
      ageMin: null,
      ...{ painting: {}, pricePaintingRevision: 0 },
    },
    ...{ orphanRule: "off", disputePolicy: "void", ...texts, ...venue, ...times, ...sale, ...limits, ...rest },
    ...changes,
    ...over,
  };
  return { row, levels: [level] };
}

const place = { name: "V", address: "A", city: "Madrid", country: "ES", timeZone: "Europe/Madrid" };
const facts = {
  now: new Date("2027-01-01T00:00:00Z"),
  place,
  house: { hash: "old", seatCount: 20, categoryCount: 1, unsoldCategories: [] },
  categories: [
    { slug: "concert", names: { en: "Concerts" }, otherWords: [], isArchived: false },
    { slug: "opera", names: { en: "Opera" }, otherWords: [], isArchived: false },
    { slug: "revue", names: { en: "Revue" }, otherWords: [], isArchived: true },
  ],
};
const draft = anEvent({ status: "DRAFT", publishedAt: null });
const cancelled = anEvent({ status: "CANCELLED" });
const plan = (own: OwnEvent, change: EventChange, over: Partial<Parameters<typeof planChange>[2]> = {}) =>
  planChange(own, change, { ...facts, ...over });
const invalid = (path: string) => ({ refusal: { code: "invalid_request", fields: [{ path }] } });

describe("a change that rebuilds nothing", () => {
  test("keeps every field that it does not name", () => {
    const same = plan(anEvent(), { subtitle: "Again" });
    expect(same).toMatchObject({
      ...{ ok: true, isRebuilt: false, isTakenOffSale: false, isToPublish: false },
      event: { title: "A night", subtitle: "Again", disputePolicy: "void", status: "PUBLISHED", capacity: 20 },
      levels: [{ id: 1, priceMinor: 4_500, feeMinor: 500, layoutCategories: [0] }],
    });
  });

  test("may be of a price, whatever was sold", () => {
    const price_levels = [{ name: "All", price: 60 }];
    expect(plan(anEvent(), { price_levels })).toMatchObject({
      isRebuilt: false,
      levels: [{ id: 1, priceMinor: 6_000 }],
    });
  });

  test("publishes a draft when asked, and a draft that was on sale before", () => {
    expect(plan(draft, { title: "x" })).toMatchObject({ isToPublish: false, event: { status: "DRAFT" } });
    expect(plan(draft, { status: "on_sale" })).toMatchObject({ isToPublish: true, event: { status: "DRAFT" } });
    expect(plan(anEvent({ status: "DRAFT" }), { title: "x" })).toMatchObject({ isToPublish: true });
  });

  test("calls an event off for good", () => {
    const off = { isToPublish: false, event: { status: "CANCELLED" } };
    expect(plan(anEvent(), { status: "cancelled" })).toMatchObject(off);
    expect(plan(cancelled, { title: "x" })).toMatchObject(off);
    expect(plan(cancelled, { status: "on_sale" })).toMatchObject(invalid("status"));
    expect(plan(draft, { status: "cancelled" })).toMatchObject(invalid("status"));
  });
});

describe("a price of old that no payment could pay", () => {
  const old = (over: Partial<OwnEvent["row"]> = {}) => ({
    ...anEvent(over),
    levels: [{ ...level, priceMinor: 10, feeMinor: 0 }],
  });

  test("does not keep the title from being changed", () => {
    expect(plan(old(), { title: "x" })).toMatchObject({ ok: true, levels: [{ priceMinor: 10 }] });
  });

  test.each([
    ["put on sale", old({ status: "DRAFT", publishedAt: null }), { status: "on_sale" }],
    ["set once more", old(), { price_levels: [{ name: "All", price: 0.1 }] }],
    ["moved to another currency", old(), { currency: "USD" }],
  ] as [string, OwnEvent, EventChange][])("is refused when it is %s", (_when, own, change) => {
    expect(plan(own, change)).toMatchObject(invalid("price_levels.0.price"));
  });
});

describe.each([
  ["hall", { layout_hash: "new" }, { house: { hash: "new", seatCount: 30, categoryCount: 1, unsoldCategories: [] } }],
  [
    "venue and its layout",
    { venue_id: 8 },
    { house: { hash: "new", seatCount: 30, categoryCount: 1, unsoldCategories: [] } },
  ],
  ["currency", { currency: "USD" }, {}],
  [
    "set of price levels",
    {
      price_levels: [
        { name: "A", price: 1, layout_categories: [0] },
        { name: "B", price: 1, layout_categories: [1] },
      ],
    },
    { house: { hash: "old", seatCount: 20, categoryCount: 2, unsoldCategories: [] } },
  ],
] as [string, EventChange, Partial<typeof facts>][])("a change of the %s", (_what, change, over) => {
  test("takes an event off sale to rebuild it, and puts it back", () => {
    const rebuilt = { isRebuilt: true, isTakenOffSale: true, isToPublish: true, event: { status: "DRAFT" } };
    expect(plan(anEvent(), change, over)).toMatchObject(rebuilt);
  });

  test("rebuilds a draft that stays one", () => {
    const rebuilt = { isRebuilt: true, isTakenOffSale: false, isToPublish: false, event: { status: "DRAFT" } };
    expect(plan(draft, change, over)).toMatchObject(rebuilt);
  });

  test("is refused for a cancelled event, and together with a cancellation", () => {
    expect(plan(cancelled, change, over)).toEqual({ ok: false, refusal: { code: "event_has_sales" } });
    expect(plan(anEvent(), { ...change, status: "cancelled" }, over)).toMatchObject(invalid("status"));
  });
});

describe("a change of the venue that keeps its layout", () => {
  const lisbon = { ...place, name: "L", city: "Lisboa", country: "PT", timeZone: "Europe/Lisbon" };
  const moveTo = (to: typeof place | undefined, change: EventChange = {}) =>
    plan(anEvent(), { venue_id: 8, layout_hash: "old", ...change }, { place: to });

  test("rebuilds nothing, and opens a way back", () => {
    const before = { venue: place, startsAt: "2027-03-14T20:00:00.000Z" };
    expect(moveTo({ ...place, name: "Next door" })).toMatchObject({
      ...{ isRebuilt: false, isTakenOffSale: false, event: { venueId: 8, status: "PUBLISHED" } },
      news: { kind: "moved", change: { parts: ["venue"], before }, returnUntil: new Date("2027-01-15T00:00:00Z") },
    });
  });

  test("never brings forward the date until which an earlier change promised the money back", () => {
    const promised = new Date("2027-02-20T00:00:00Z");
    const moved = plan(
      anEvent({ returnUntil: promised }),
      { venue_id: 8, layout_hash: "old" },
      { place: { ...place, name: "Next door" } },
    );
    expect(moved).toMatchObject({ news: { returnUntil: promised } });
  });

  test("keeps the moment in another time zone, and tells the other hour", () => {
    expect(moveTo(lisbon)).toMatchObject({
      event: { startsAtMs: at("20:00").getTime() },
      news: { change: { parts: ["time", "venue"] } },
    });
  });

  test("is refused where some of its times are named in another time zone and others are not", () => {
    const start_time = "2027-03-14T21:00:00Z";
    const fields = ["end_time", "doors_time"].map((path) => ({
      path,
      message: expect.stringContaining("Europe/Lisbon"),
    }));
    expect(moveTo(lisbon, { start_time })).toEqual({ ok: false, refusal: { code: "invalid_request", fields } });
    const all = { start_time, end_time: "2027-03-14T23:00:00Z", doors_time: "2027-03-14T20:00:00Z" };
    expect(moveTo(lisbon, all)).toMatchObject({ ok: true, event: { startsAtMs: at("21:00").getTime() } });
    expect(moveTo(place, { start_time })).toMatchObject({ ok: true });
  });

  test("is refused where there is no such venue", () => {
    expect(moveTo(undefined)).toMatchObject(invalid("venue_id"));
  });
});

describe("a change that contradicts itself is refused by its field", () => {
  test.each([
    ["end_time", { end_time: "2027-03-14T19:00:00Z" }, {}],
    ["category", { category: "nonsense" }, {}],
    ["category", { category: "revue" }, {}],
    ["venue_id", { venue_id: 9 }, { house: undefined }],
    ["layout_hash", { layout_hash: "new" }, { house: undefined }],
    ["price_levels.0.price", { price_levels: [{ name: "All", price: 1.005 }] }, {}],
  ] as [string, EventChange, Partial<Parameters<typeof planChange>[2]>][])("%s", (path, change, over) => {
    const answer = plan(anEvent(), change, over);
    const fields = answer.ok || answer.refusal.code !== "invalid_request" ? [] : answer.refusal.fields;
    expect(fields.map((field) => field.path)).toContain(path);
  });
});

test("a change of the venue alone leads to the venue's newest layout", () => {
  const { row } = anEvent();
  expect(wantedHouse(row, { title: "x" })).toEqual({ venueId: 7, layoutHash: "old" });
  expect(wantedHouse(row, { venue_id: 8 })).toEqual({ venueId: 8, layoutHash: undefined });
  expect(wantedHouse(row, { venue_id: 7 })).toEqual({ venueId: 7, layoutHash: "old" });
  expect(wantedHouse(row, { layout_hash: "new" })).toEqual({ venueId: 7, layoutHash: "new" });
});
