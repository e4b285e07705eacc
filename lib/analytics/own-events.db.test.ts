import { beforeAll, expect, test } from "vitest";
import { seatsLeftNow } from "#lib/catalog/seats-left";
import { saleState } from "#lib/catalog/state";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import { aDatabase } from "#lib/platform/testing/database";
import { aHeldReservation, aMember, anEventOnSale, aSmallHall, sellerOf, timeRunsOut } from "#prisma/seed/builders";
import { findEventSales, listEventSales, listOwnEvents, listSoldEvents } from "./list-event-sales.ts";
import type { OwnEventsQuery } from "./own-events-contract.ts";

aDatabase();

const MANY = 450;
const DAY_MS = 24 * 3_600_000;

let organizationId: string;
let owner: Staff;
let seriesId: string;

/**
 * 450 events made by one statement from one on sale: a third is over, every fifth is a draft, every ninth a date of a series. Number 1 is
 * the next one. A figure of sales stands at every one.
 */
beforeAll(async () => {
  const model = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 2 }) });
  organizationId = await sellerOf(model);
  owner = await aMember(organizationId, "OWNER");
  seriesId = uuidv7();
  await db().eventSeries.create({ data: { id: seriesId, organizationId } });
  await db().$executeRaw`
    WITH made AS (
      INSERT INTO events (organization_id, venue_id, layout_hash, category_slug, slug, title, status, starts_at, ends_at, doors_at,
        sales_start_at, sales_end_at, currency, capacity, series_id)
      SELECT e.organization_id, e.venue_id, e.layout_hash, e.category_slug, 'many-' || n, 'Noche ' || lpad(n::text, 3, '0') || ' Ñandú',
        CASE WHEN n % 5 = 0 THEN 'DRAFT' ELSE 'PUBLISHED' END::event_status, at.starts, at.starts + interval '2 hours', at.starts,
        at.starts - interval '10 days', at.starts, CASE WHEN n % 2 = 0 THEN 'EUR' ELSE 'GBP' END, 100,
        CASE WHEN n % 9 = 0 THEN ${seriesId}::uuid END
      FROM events e, generate_series(1, ${MANY}::int) n,
        LATERAL (SELECT now() + CASE WHEN n <= 300 THEN n ELSE 300 - n END * interval '1 day' AS starts) at
      WHERE e.id = ${model}::int RETURNING id, title
    )
    INSERT INTO event_sales (event_id, sold, taken_minor) SELECT id, substr(title, 7, 3)::int % 100, substr(title, 7, 3)::int FROM made`;
  await db().event.update({ where: { id: model }, data: { organizationId: await sellerOf(await anEventOnSale()) } });
}, 120_000);

const numberOf = ({ title }: { title: string }) => Number(title.slice(6, 9));

async function listed(query: OwnEventsQuery, person = owner) {
  const answer = await listEventSales(person, organizationId, query);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer;
}

/** The numbers of all pages of 100, in order, and the total that each page names. */
async function everyPage(query: OwnEventsQuery): Promise<{ numbers: number[]; totals: number[] }> {
  const pages = await Promise.all([1, 2, 3, 4, 5].map((page) => listed({ ...query, page, limit: 100 })));
  return { numbers: pages.flatMap(({ events }) => events.map(numberOf)), totals: pages.map(({ total }) => total) };
}

const all = Array.from({ length: MANY }, (_, index) => index + 1);

test("all 450 events are on the pages, each once, the next one first and the past ones last, and every page names the whole", async () => {
  const { numbers, totals } = await everyPage({});
  expect(numbers).toEqual(all);
  expect(totals).toEqual([MANY, MANY, MANY, MANY, MANY]);
  expect(await listed({ page: 6, limit: 100 })).toMatchObject({ events: [], total: MANY });
});

test("a search finds a part of a title, a venue or a city, with and without accents, and no wildcard is one", async () => {
  const found = async (q: string) => (await listed({ q })).total;
  expect(await found("noche 44")).toBe(10);
  expect(await found("NANDU")).toBe(MANY);
  expect(await found("small HALL")).toBe(MANY);
  expect(await found("madrid")).toBe(MANY);
  expect(await found("%")).toBe(0);
  expect(await found("_")).toBe(0);
});

test("the state of every event is asked of the database, so that a filter finds those of every page", async () => {
  const drafts = all.filter((n) => n % 5 === 0);
  const ended = all.filter((n) => n % 5 !== 0 && n > 300);
  const upcoming = all.filter((n) => n % 5 !== 0 && n <= 300 && n > 10);
  const soldOut = all.filter((n) => n % 5 !== 0 && n <= 10);
  for (const [state, expected] of [
    ...[["draft", drafts] as const, ["ended", ended] as const, ["upcoming", upcoming] as const],
    // They were made without seats.
    ...[["sold_out", soldOut] as const, ["on_sale", []] as const, ["cancelled", []] as const],
  ])
    expect(await everyPage({ state })).toEqual({
      numbers: expected,
      totals: Array.from({ length: 5 }, () => expected.length),
    });
});

test("a series shows its dates alone, and is offered as a choice on every page", async () => {
  const dates = all.filter((n) => n % 9 === 0);
  expect((await everyPage({ series: seriesId })).numbers).toEqual(dates);
  expect((await listed({ series: uuidv7() })).total).toBe(0);
  expect((await listed({ page: 5, limit: 100 })).series).toEqual([
    { id: seriesId, title: "Noche 450 Ñandú", dates: dates.length },
  ]);
  expect((await listed({ series: seriesId, state: "draft" })).total).toBe(10);
});

test("the totals count all events that were asked for, by currency, and not the page alone", async () => {
  const { totals, events } = await listed({ limit: 3, state: "draft" });
  const drafts = all.filter((n) => n % 5 === 0);
  const of = (currency: string, numbers: number[]) => ({
    ...{ currency, events: numbers.length, capacity: numbers.length * 100 },
    ...{ sold: numbers.reduce((sum, n) => sum + (n % 100), 0), takenMinor: numbers.reduce((sum, n) => sum + n, 0) },
  });
  expect(events).toHaveLength(3);
  expect(totals).toEqual([
    of(
      "EUR",
      drafts.filter((n) => n % 2 === 0),
    ),
    of(
      "GBP",
      drafts.filter((n) => n % 2 === 1),
    ),
  ]);
});

test.each([
  ["title", (n: number) => n],
  ["date", (n: number) => (n <= 300 ? n : 300 - n)],
  ["sold", (n: number) => n % 100],
  ["taken", (n: number) => n],
  // draft, upcoming, sold out, ended
  ["state", (n: number) => (n % 5 === 0 ? 0 : n > 300 ? 3 : n > 10 ? 1 : 2)],
] as const)("every page stands in the order of %s, rising and falling", async (column, rankOf) => {
  const rising = (await everyPage({ sort: column })).numbers;
  expect(rising.map(rankOf)).toEqual(all.map(rankOf).toSorted((a, b) => a - b));
  expect(new Set(rising).size).toBe(MANY);
  const falling = (await everyPage({ sort: `-${column}` })).numbers;
  expect(falling.map(rankOf)).toEqual(all.map(rankOf).toSorted((a, b) => b - a));
  expect(new Set(falling).size).toBe(MANY);
});

test.each([["series"], ["-series"]] as const)("in the order of %s events without one stand last", async (sort) => {
  const { numbers } = await everyPage({ sort });
  expect(numbers.slice(0, 50).every((n) => n % 9 === 0)).toBe(true);
  expect(numbers.slice(50).every((n) => n % 9 !== 0)).toBe(true);
});

test("the API answers the same page as the dashboard's", async () => {
  const query = { q: "noche", state: "draft", series: seriesId, sort: "-title", page: 2, limit: 4 } as const;
  const answer = await listOwnEvents(owner, organizationId, query);
  const desk = await listed(query);
  expect(answer).toMatchObject({
    list: {
      data: desk.events.map(({ id, state }) => ({ id, state, status: "draft", series_id: seriesId })),
      meta: { total: 10, page: 2, limit: 4 },
    },
  });
  expect(desk.events.map(numberOf)).toEqual([270, 225, 180, 135]);
});

test("the order of what was taken is for those who may read orders, and no list is a stranger's", async () => {
  const gate = await aMember(organizationId, "GATE");
  expect((await listed({ sort: "title" }, gate)).total).toBe(MANY);
  for (const sort of ["taken", "-taken"] as const)
    expect(await listEventSales(gate, organizationId, { sort })).toMatchObject({ refusal: { code: "forbidden" } });
  const { events, totals } = await listed({ sort: "title" }, gate);
  expect([...events, ...totals].filter(({ takenMinor }) => takenMinor !== null)).toEqual([]);
  const [{ id = 0 } = {}] = events;
  expect(await findEventSales(gate, organizationId, id)).toMatchObject({ id, takenMinor: null });
  const stranger = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
  expect(await listOwnEvents(stranger, organizationId, {})).toMatchObject({ refusal: { code: "not_found" } });
});

test("a past sale can be played again even behind hundreds of events without one", async () => {
  await db().$executeRaw`
    UPDATE event_sales s SET sold = 0 FROM events e
    WHERE e.id = s.event_id AND e.organization_id = ${organizationId}::uuid AND e.slug <> 'many-449' AND e.slug <> 'many-450'`;
  const { id } = await db().event.findUniqueOrThrow({ where: { slug: "many-449" } });
  const found = await listSoldEvents(organizationId, { without: id, limit: 1 });
  expect(found.map(numberOf)).toEqual([450]);
});

type Given = { status: "PUBLISHED" | "CANCELLED"; isStopped: boolean; isPaused: boolean; clock: keyof typeof CLOCKS };

/** Days from now of the sale's begin and end and of the event's. */
const CLOCKS = {
  before: { sale: [1, 5], event: [5, 6] },
  during: { sale: [-1, 5], event: [5, 6] },
  afterSale: { sale: [-5, -1], event: [1, 2] },
  longSale: { sale: [-5, 5], event: [-2, -1] },
  over: { sale: [-9, -5], event: [-5, -4] },
} as const;

test("the state that the database derives is the one of the rule, whatever the clock, the seats and the organization", async () => {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 2 }) });
  const seller = await sellerOf(eventId);
  const reader = await aMember(seller, "OWNER");
  const seen = new Set<string>();
  const compare = async ({ status, isStopped, isPaused, clock }: Given) => {
    const at = (days: number) => new Date(Date.now() + days * DAY_MS);
    const [salesStartAt, salesEndAt, startsAt, endsAt] = [...CLOCKS[clock].sale, ...CLOCKS[clock].event].map(at) as [
      ...[Date, Date, Date, Date],
    ];
    const suspension = isStopped
      ? ({ status: "SUSPENDED", suspendedAt: new Date(), suspensionReason: "A test" } as const)
      : ({ status: "ACTIVE", suspendedAt: null, suspensionReason: null } as const);
    await db().organization.update({ where: { id: seller }, data: suspension });
    await db().event.update({
      where: { id: eventId },
      data: {
        ...{ status, salesStartAt, salesEndAt, startsAt, endsAt, doorsAt: startsAt },
        salePausedAt: isPaused ? new Date() : null,
      },
    });
    const facts = { status, isStopped, isPaused, left: (await seatsLeftNow([eventId])).get(eventId)?.left ?? 0 };
    const times = {
      ...{ startsAtMs: startsAt.getTime(), endsAtMs: endsAt.getTime() },
      ...{ salesStartAtMs: salesStartAt.getTime(), salesEndAtMs: salesEndAt.getTime() },
    };
    const state = (await findEventSales(reader, seller, eventId))?.state;
    expect([status, isStopped, isPaused, clock, state]).toEqual([
      ...[status, isStopped, isPaused, clock],
      saleState({ ...facts, ...times }, Date.now()),
    ]);
    seen.add(String(state));
  };
  const everyCase = async () => {
    for (const status of ["PUBLISHED", "CANCELLED"] as const)
      for (const isStopped of [false, true])
        for (const isPaused of [false, true])
          for (const clock of Object.keys(CLOCKS) as (keyof typeof CLOCKS)[])
            await compare({ status, isStopped, isPaused, clock });
  };
  await everyCase();
  await compare({ status: "PUBLISHED", isStopped: false, isPaused: false, clock: "during" });
  const held = await aHeldReservation(eventId, [1, 2]);
  await everyCase();
  await timeRunsOut(held);
  await everyCase();
  const aside = { name: "House", kind: "HOUSE" } as const;
  await db().allocation.create({ data: { eventId, id: 1, ...aside } });
  await db().seat.updateMany({ where: { eventId }, data: { allocationId: 1 } });
  await everyCase();
  await db().seat.updateMany({ where: { eventId }, data: { allocationId: null } });
  await db().$executeRaw`
    UPDATE seats SET status = 'BLOCKED', reservation_id = NULL, held_until = NULL WHERE event_id = ${eventId}::int`;
  await everyCase();
  expect([...seen].toSorted()).toEqual(["cancelled", "ended", "on_sale", "paused", "sold_out", "stopped", "upcoming"]);
});

test("an event without a date is postponed, and stands last by date, rising and falling", async () => {
  const open = await anEventOnSale();
  const seller = await sellerOf(open);
  const known = await anEventOnSale();
  await db().event.update({ where: { id: known }, data: { organizationId: seller } });
  const at = new Date(OPEN_DATE_MS);
  const moment = { startsAt: at, doorsAt: at, endsAt: new Date(OPEN_DATE_MS + DAY_MS), salesEndAt: at };
  await db().event.update({ where: { id: open }, data: moment });
  const manager = await aMember(seller, "MANAGER");
  for (const sort of ["date", "-date"] as const) {
    const answer = await listEventSales(manager, seller, { sort });
    expect(answer.ok && answer.events.map(({ id, state }) => [id, state])).toEqual([
      [known, "on_sale"],
      [open, "postponed"],
    ]);
  }
});
