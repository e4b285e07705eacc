import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { withCategorySlug } from "./categories/with-category-slug.ts";
import { searchQuery } from "./contract.ts";
import { searchEvents } from "./search-events.ts";
import { suggest } from "./suggest.ts";

aDatabase();

const DAY = 24;
const hall = aSmallHall({ rows: 1, seatsPerRow: 2 });

type Given = {
  title: string;
  performers?: string[];
  category?: string;
  city?: string;
  venue?: string;
  timezone?: string;
  priceMinor?: number;
  currency?: string;
  startsInHours?: number;
  startsAt?: string;
  status?: "DRAFT" | "CANCELLED";
};

async function given({ title, performers = [], category = "concert", ...rest }: Given): Promise<number> {
  const { priceMinor = 4_500, currency = "EUR", startsInHours = 30 * DAY } = rest;
  const id = await anEventOnSale({ layout: hall, title, priceMinor, currency, startsInHours });
  const times = rest.startsAt ? timesFrom(new Date(rest.startsAt)) : {};
  const { venueId } = await db().event.update({
    where: { id },
    data: { performers, categorySlug: category, ...times, ...(rest.status ? { status: rest.status } : {}) },
  });
  const { city = "Madrid", venue = "Teatro Aurora", timezone = "Europe/Madrid" } = rest;
  await db().venue.update({ where: { id: venueId }, data: { city, name: venue, timezone } });
  return id;
}

function timesFrom(startsAt: Date) {
  return { startsAt, doorsAt: startsAt, endsAt: new Date(startsAt.getTime() + 3 * 3_600_000) };
}

/** The titles that the API finds for these query fields. */
async function titles(query: Record<string, string>): Promise<string[]> {
  const asked = await withCategorySlug(searchQuery.parse(query));
  if (!asked.ok) throw new Error(asked.refusal.code);
  const { data } = await searchEvents(asked.query);
  return data.map(({ title }) => title);
}

beforeAll(async () => {
  await given({
    title: "Schubert: Winterreise",
    performers: ["Jonas Aldenhoven"],
    city: "Vienna",
    venue: "Kammersaal",
    startsInHours: 5 * DAY,
  });
  await given({ title: "Orquesta Filarmónica", city: "Madrid", startsInHours: 6 * DAY, priceMinor: 2_000 });
  await given({ title: "Inês Moura", city: "Lisbon", venue: "Casa do Tejo", startsInHours: 7 * DAY, priceMinor: 0 });
  await given({ title: "La Traviata", category: "opera", startsInHours: 8 * DAY, priceMinor: 16_500 });
  await given({
    title: "Judo Open",
    category: "sport",
    city: "Tokyo",
    timezone: "Asia/Tokyo",
    currency: "JPY",
    priceMinor: 4_500,
    startsInHours: 9 * DAY,
  });
  await given({ title: "Robot Picnic", startsInHours: -4 });
  await given({ title: "Secret Draft", status: "DRAFT" });
  await given({ title: "Carmen", category: "opera", status: "CANCELLED", startsInHours: 10 * DAY });
});

beforeEach(() => {
  forgetSingleton("catalog-briefly");
  forgetSingleton("catalog-seats-left");
});

describe("words", () => {
  test("a name is found with or without its accents, in any case", async () => {
    expect(await titles({ q: "filarmonica" })).toEqual(["Orquesta Filarmónica"]);
    expect(await titles({ q: "FILARMÓNICA" })).toEqual(["Orquesta Filarmónica"]);
    expect(await titles({ q: "ines" })).toEqual(["Inês Moura"]);
  });

  test("the beginning of a word is enough, and every word must be there", async () => {
    expect(await titles({ q: "trav" })).toEqual(["La Traviata"]);
    expect(await titles({ q: "traviata vienna" })).toEqual([]);
  });

  test("performers, venues, cities and kinds are found as well as titles", async () => {
    expect(await titles({ q: "aldenhoven" })).toEqual(["Schubert: Winterreise"]);
    expect(await titles({ q: "kammersaal vienna" })).toEqual(["Schubert: Winterreise"]);
    expect(await titles({ q: "opera" })).toEqual(["La Traviata", "Carmen"]);
  });

  test("typing errors are corrected, and the answer says what was searched instead", async () => {
    const { data, showingResultsFor } = await searchEvents({ q: "shubert winterraise" });
    expect(data.map(({ title }) => title)).toEqual(["Schubert: Winterreise"]);
    expect(showingResultsFor).toBe("schubert winterreise");
    expect((await searchEvents({ q: "schubert" })).showingResultsFor).toBeUndefined();
  });

  test("words that resemble nothing find nothing, and the filters stay", async () => {
    expect(await titles({ q: "xylophone" })).toEqual([]);
    expect(await titles({ q: "shubert", city: "Lisbon" })).toEqual([]);
  });

  test.each(["'", "\\", "a' & !b:*", "%", "_", "(((", "<->", "¿?", "½", "𝒳", "ʼn", "-- ;"])(
    "typed signs are no language: %s",
    async (q) => {
      await expect(searchEvents({ q })).resolves.toBeDefined();
    },
  );
});

describe("filters", () => {
  test("without dates past events are left out; drafts are never listed, cancelled events always", async () => {
    expect(await titles({})).toEqual([
      "Schubert: Winterreise",
      "Orquesta Filarmónica",
      "Inês Moura",
      "La Traviata",
      "Judo Open",
      "Carmen",
    ]);
    const { data } = await searchEvents({ q: "carmen" });
    expect(data[0]?.saleState).toBe("cancelled");
  });

  test("a date in the past includes past events", async () => {
    expect(await titles({ from: "2020-01-01", q: "robot" })).toEqual(["Robot Picnic"]);
    expect(await titles({ from: "2020-01-01", q: "secret" })).toEqual([]);
  });

  test("a day is the venue's day: ten in the evening in New York is not tomorrow", async () => {
    await given({
      title: "Late in New York",
      city: "New York",
      timezone: "America/New_York",
      startsAt: "2031-05-02T02:00:00Z",
    });
    expect(await titles({ from: "2031-05-01", to: "2031-05-01" })).toEqual(["Late in New York"]);
    expect(await titles({ from: "2031-05-02", to: "2031-05-02" })).toEqual([]);
    expect(await titles({ from: "2031-05-02T01:59:00Z", to: "2031-05-02T02:00:00Z" })).toEqual(["Late in New York"]);
  });

  test("a city is found without accents and in any case, a category by its name", async () => {
    expect(await titles({ city: "LISBON" })).toEqual(["Inês Moura"]);
    expect(await titles({ category: "sport" })).toEqual(["Judo Open"]);
    expect(await titles({ category: "family" })).toEqual([]);
    expect(await titles({ category: "Deportes" })).toEqual(["Judo Open"]);
  });

  test("prices are compared in the event's own currency: 4,500 yen are not 45", async () => {
    expect(await titles({ min_price: "4000", max_price: "5000" })).toEqual(["Judo Open"]);
    expect(await titles({ min_price: "45", max_price: "45", to: "2030-01-01" })).toEqual(["Schubert: Winterreise"]);
    expect(await titles({ max_price: "0" })).toEqual(["Inês Moura"]);
  });
});

describe("order and pages", () => {
  test("the list can be read by date and by price, both ways", async () => {
    const byPrice = await titles({ sort: "price", to: "2030-01-01" });
    expect(byPrice[0]).toBe("Inês Moura");
    // The cancelled one has no price any more.
    expect(byPrice.slice(-2)).toEqual(["Judo Open", "Carmen"]);
    expect((await titles({ sort: "-price", to: "2030-01-01" })).slice(0, 2)).toEqual(["Judo Open", "La Traviata"]);
    expect((await titles({ sort: "-date", to: "2030-01-01" }))[0]).toBe("Carmen");
  });

  test("sorting by popularity puts events with the most holds and orders first", async () => {
    const event = await db().event.findFirstOrThrow({ where: { title: "La Traviata" } });
    await db().reservation.create({
      data: {
        eventId: event.id,
        id: "0192f0c1-0000-7000-8000-000000000001",
        buyerKey: "guest:0192f0c1-0000-7000-8000-000000000002",
        clientReservationId: "0192f0c1-0000-7000-8000-000000000003",
        status: "CONFIRMED",
        seatIds: [1],
        unitMinor: [16_500],
        firstSeatIds: [1],
        firstUnitMinor: [16_500],
        totalMinor: 16_500,
        currency: "EUR",
        expiresAt: new Date(),
        firstTotalMinor: 16_500,
        firstExpiresAt: new Date(),
      },
    });
    expect((await titles({ sort: "popular" }))[0]).toBe("La Traviata");
  });

  test("paging shows every event once, even when all start at the same minute", async () => {
    for (let i = 0; i < 7; i++)
      await given({ title: `Same ${i}`, city: "Pageville", startsAt: "2031-06-01T19:00:00Z" });
    const seen: string[] = [];
    for (const page of ["1", "2", "3"]) seen.push(...(await titles({ city: "Pageville", limit: "3", page })));
    expect(seen.length).toBe(7);
    expect(new Set(seen).size).toBe(7);
  });

  test("a page past the end is empty and still gives the total", async () => {
    const { data, meta } = await searchEvents({ category: "sport", page: 40, limit: 20 });
    expect(data).toEqual([]);
    expect(meta).toEqual({ total: 1, page: 40, limit: 20 });
  });
});

describe("suggestions", () => {
  test("two letters of a name, a performer, a venue or a city suggest it", async () => {
    const of = async (typed: string) => (await suggest(typed)).map(({ kind, label }) => `${kind} ${label}`);
    expect(await of("trav")).toEqual(["event La Traviata"]);
    expect(await of("jonas")).toEqual(["event Schubert: Winterreise", "performer Jonas Aldenhoven"]);
    expect(await of("kamm")).toContain("venue Kammersaal");
    expect(await of("lisb")).toContain("city Lisbon");
  });

  test("a misspelt beginning is understood; drafts, past and cancelled events are never suggested", async () => {
    expect((await suggest("shub")).map(({ label }) => label)).toEqual(["Schubert: Winterreise"]);
    for (const typed of ["secret", "robot", "carmen"])
      expect((await suggest(typed)).filter(({ kind }) => kind === "event")).toEqual([]);
    expect(await suggest("…")).toEqual([]);
  });

  test("marks without a letter, and letters that PostgreSQL's unaccent drops, find nothing and break nothing", async () => {
    const letters = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter((letter) =>
      /[\p{L}\p{N}]/u.test(letter),
    );
    const dropped = await db().$queryRaw<{ letter: string }[]>`
      SELECT letter FROM unnest(${letters}::text[]) AS l(letter) WHERE plain_text(letter) = '' LIMIT 50`;
    for (const typed of ["\u1fcd", "\u0301", ...dropped.map(({ letter }) => letter)]) {
      expect(await suggest(typed), typed).toEqual([]);
      await expect(searchEvents({ q: typed }), typed).resolves.toBeDefined();
    }
  });
});
