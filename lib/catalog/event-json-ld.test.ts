import { expect, test } from "vitest";
import { NAMED_ONLY } from "#lib/organizations/seller";
import type { EventPage } from "./contract.ts";
import { eventJsonLd } from "./event-json-ld.ts";

const event: EventPage = {
  id: 7,
  slug: "sumida-open",
  title: "Sumida Open",
  subtitle: "Finals",
  performers: ["Sumida Judo"],
  categorySlug: "sport",
  startsAt: "2027-01-10T04:00:00.000Z",
  endsAt: "2027-01-10T09:00:00.000Z",
  salesStartAt: "2026-11-01T00:00:00.000Z",
  salesEndAt: "2027-01-10T04:00:00.000Z",
  doorsAt: "2027-01-10T03:00:00.000Z",
  updatedAt: "2026-11-01T00:00:00.000Z",
  timeZone: "Asia/Tokyo",
  venueId: 1,
  venueName: "Sumida Dome",
  venueAddress: "3-12 Mukojima",

  visitors: { postcode: "", entrances: [], directions: {}, accessibility: {}, pictures: [] },
  venueCapacity: 100,
  city: "Tokyo",
  country: "JP",
  currency: "JPY",
  picture: null,
  pictures: [],
  minPriceMinor: 2_500,
  maxPriceMinor: 12_000,
  offered: { minMinor: 2_500, maxMinor: 2_500 },
  posterSeed: 1,
  saleState: "on_sale",
  left: 40,
  capacity: 100,
  description: "**Fourteen** finals.",
  seller: { ...NAMED_ONLY, name: "Arena Sports" },
  refundUntilHours: null,
  revision: 0,
  lastChange: null,
  movedAt: null,
  returnUntil: null,
  layoutHash: "x",
  seatsPerHoldMax: 4,
  seatsPerBuyerMax: 8,
  holdSeconds: 600,
  orphanRule: "lenient",
  hasWaitingRoom: false,
  hasAutomaticRoom: false,
  hasAccess: false,
  salePausedAt: null,
  ticketNames: "off",
  ageMin: null,
  ...{ painting: {}, pricePaintingRevision: 0 },
  levels: [
    {
      id: 1,
      name: "Floor",
      priceMinor: 12_000,
      listMinor: 12_000,
      feeMinor: 960,
      layoutCategories: [0],
      left: 0,
      total: 50,
    },
    {
      id: 2,
      name: "Ring",
      priceMinor: 2_500,
      listMinor: 2_500,
      feeMinor: 200,
      layoutCategories: [1],
      left: 40,
      total: 50,
    },
  ],
};

const read = (page: EventPage) => JSON.parse(eventJsonLd(page, "https://fairseat.example"));

test("search engines read the event, its place and one offer for each price level", () => {
  expect(read(event)).toMatchObject({
    "@type": "SportsEvent",
    description: "Fourteen finals.",
    startDate: "2027-01-10T04:00:00.000Z",
    location: { name: "Sumida Dome", address: { addressCountry: "JP" } },
    offers: [
      { name: "Floor", price: 12_000, priceCurrency: "JPY", availability: "https://schema.org/SoldOut" },
      { name: "Ring", price: 2_500, availability: "https://schema.org/InStock" },
    ],
  });
});

test("a cancelled event is cancelled for search engines too", () => {
  expect(read({ ...event, saleState: "cancelled" }).eventStatus).toBe("https://schema.org/EventCancelled");
});

test("a title cannot close the script element around it", () => {
  const title = "</script><script>alert(1)</script><!--";
  const text = eventJsonLd({ ...event, title }, "https://fairseat.example");
  expect(text).not.toMatch(/[<>&]/);
  expect(JSON.parse(text).name).toBe(title);
});

test("search engines read no offer of an event that is cancelled or whose sale is over, and sold-out ones as sold out", () => {
  expect(read({ ...event, saleState: "cancelled" }).offers).toEqual([]);
  expect(read({ ...event, saleState: "ended" }).offers).toEqual([]);
  const soldOut = read({ ...event, saleState: "sold_out" }).offers as { availability: string }[];
  expect(soldOut.map(({ availability }) => availability)).toEqual(Array(2).fill("https://schema.org/SoldOut"));
});

test("search engines read how old people must be, where the event says so", () => {
  expect(read(event)).not.toHaveProperty("typicalAgeRange");
  expect(read({ ...event, ageMin: 16 }).typicalAgeRange).toBe("16-");
});
