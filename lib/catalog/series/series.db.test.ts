import { beforeEach, describe, expect, test } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { pausesPass, workFacts } from "#lib/platform/testing/facts";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { publishEvent } from "#lib/seating/publish-event";
import { anAllocation, aPresale } from "#lib/seating/testing/an-allocation";
import { aHeldReservation, aPaidOrder, somePriceRules } from "#prisma/seed/builders";
import { deleteEvent } from "../delete-event.ts";
import { eventChangeBody } from "../event-contract.ts";
import { anOrganizersDesk } from "../testing/an-organizers-desk.ts";
import { changeFollowing } from "./change-following.ts";
import { makeDate } from "./make-date.ts";
import { otherDates } from "./other-dates.ts";
import { previewSeries } from "./plan-series.ts";
import { readSeries } from "./read-series.ts";
import { newSeriesBody, seriesRule } from "./series-contract.ts";
import { seriesMaker } from "./series-maker.ts";
import { startSeries } from "./start-series.ts";
import { workSeries } from "./work-series.ts";

aDatabase();

const desk = anOrganizersDesk();
const { post, read, patch, staffWith } = desk;
const hands = { copyRules: copyEventRules, publish: publishEvent };
/** Makes the dates that are wanted, as the server does behind the request. */
const make = () => workFacts(seriesMaker(hands));

// Each test has a year of its own, so that their dates do not meet in the one hall.
let year = 2030;
beforeEach(() => {
  year += 1;
});

const at = (monthAndDay: string, time = "20:00") => `${year}-${monthAndDay}T${time}`;
const anEvent = (over: object = {}) =>
  post({ start_time: `${at("03-01")}:00Z`, end_time: `${at("03-01", "22:30")}:00Z`, ...over });
const start = async (id: number, rule: object, person = desk.manager) =>
  startSeries(person, id, newSeriesBody.parse(rule));
const preview = async (id: number, rule: object) => {
  const seen = await previewSeries(desk.manager, id, seriesRule.parse(rule));
  if (!seen.ok) throw new Error(JSON.stringify(seen.refusal));
  return seen.preview;
};
const seriesOf = async (id: number) => {
  const answer = await readSeries(desk.manager, id);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.series;
};
/** Ten dates, on as many days from the second of March on. */
const TEN = () => ({ also: Array.from({ length: 10 }, (_, i) => at(`03-${String(i + 2).padStart(2, "0")}`)) });
const idsOf = async (id: number) => (await seriesOf(id)).dates.map(({ event }) => event?.id ?? 0);

describe("making a series", () => {
  test("ten dates are made once each, with the rules of their event, and go on sale together", async () => {
    const id = await anEvent({ status: "on_sale" });
    await somePriceRules(id);
    await anAllocation(id, { seatIds: [1, 2] });
    await aPresale(id, { access: "LIST" });
    const seen = await preview(id, { ...TEN(), also: [at("03-01", "21:00"), ...TEN().also] });
    expect([seen.new_dates, seen.refused_dates, seen.dates[0]?.verdict]).toEqual([10, 0, "this_event"]);
    const wanted = await start(id, { ...TEN(), status: "on_sale" });
    expect(wanted).toMatchObject({ ok: true, series: { to_make: 10, failed: 0 } });
    // Another process at the same time.
    await Promise.all([make(), make()]);
    expect(await db().event.count({ where: { seriesId: (await seriesOf(id)).id } })).toBe(11);
    expect((await start(id, TEN())).ok).toBe(true);
    expect(await make()).toBe(0);
    const series = await seriesOf(id);
    expect(series.dates).toHaveLength(11);
    expect(new Set(series.dates.map(({ event }) => event?.status))).toEqual(new Set(["published"]));
    const was = await read(id);
    for (const { event } of series.dates.slice(1)) {
      const date = await read(event?.id ?? 0);
      expect([date.title, date.sales_start_time]).toEqual([was.title, was.sales_start_time]);
      const of = { where: { eventId: date.id } };
      expect(await db().ticketType.count(of)).toBe(1);
      expect(await db().seat.count({ where: { eventId: date.id, allocationId: 1 } })).toBe(2);
      const presales = await db().saleWindow.findMany(of);
      expect(presales.map(({ opensAt }) => opensAt)).toEqual(
        (await db().saleWindow.findMany({ where: { eventId: id } })).map(({ opensAt }) => opensAt),
      );
    }
  });

  test("a run that died between making a date and noting it makes no second one", async () => {
    const id = await anEvent();
    const wanted = await start(id, { also: [at("04-01"), at("04-02")] });
    if (!wanted.ok) throw new Error(wanted.refusal.code);
    const ofIt = { seriesId: wanted.series.id, eventId: { not: id } };
    await make();
    const before = await idsOf(id);
    await db().seriesDate.updateMany({ where: ofIt, data: { eventId: null } });
    await Promise.all(
      (await db().seriesDate.findMany({ where: { ...ofIt, eventId: null } })).map((date) => makeDate(date, hands)),
    );
    expect(await idsOf(id)).toEqual(before);
    expect(await db().seriesDate.count({ where: ofIt })).toBe(2);
  });

  test("a date that fails once holds up no other and comes again", async () => {
    const id = await anEvent();
    await start(id, { also: [at("04-01"), at("04-02")], status: "on_sale" });
    let isBroken = true;
    const publish = async (eventId: number) => {
      if (isBroken) {
        isBroken = false;
        throw new Error("the connection is gone");
      }
      await publishEvent(eventId);
    };
    expect(await workFacts(seriesMaker({ ...hands, publish }))).toBe(1);
    expect((await seriesOf(id)).to_make).toBe(1);
    await pausesPass();
    await make();
    expect((await seriesOf(id)).dates.map(({ event }) => event?.status)).toEqual(["draft", "published", "published"]);
  });

  test("a date whose fact is lost is made by the schedule, once it is overdue", async () => {
    const id = await anEvent();
    const wanted = await start(id, { also: [at("04-01"), at("04-02")] });
    if (!wanted.ok) throw new Error(wanted.refusal.code);
    await db().outboxFact.deleteMany({ where: { type: "series.date_wanted" } });
    expect(await workSeries(hands)).toBe(0);
    const [, overdue] = wanted.series.dates;
    await db().seriesDate.updateMany({
      where: { seriesId: wanted.series.id, startsAt: overdue?.start_time ?? "" },
      data: { askedAt: new Date(0) },
    });
    expect(await workSeries(hands)).toBe(1);
    expect((await seriesOf(id)).to_make).toBe(1);
  });

  test("dates that overlap in the hall or are past are refused by name, and nothing is wanted", async () => {
    const id = await anEvent();
    const other = await anEvent({
      title: "Rehearsal",
      start_time: `${at("05-01")}:00Z`,
      end_time: `${at("05-01", "23:00")}:00Z`,
    });
    const rule = { also: [at("05-01", "21:00"), at("05-02", "20:00"), at("05-02", "21:00"), "2020-01-01T20:00"] };
    const seen = await preview(id, rule);
    expect(seen.dates.map(({ verdict, overlaps }) => [verdict, overlaps?.id])).toEqual([
      ["past", undefined],
      ["overlaps", other],
      ["new", undefined],
      ["overlaps", null],
    ]);
    const refused = await start(id, rule);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "invalid_request" } });
    expect(JSON.stringify(refused)).toContain("overlaps with “Rehearsal”");
    expect(await readSeries(desk.manager, id)).toMatchObject({ refusal: { code: "not_found" } });
    // Something that came into the hall after the dates were wanted.
    await start(id, { also: [at("05-04")] });
    await anEvent({ start_time: `${at("05-04")}:00Z`, end_time: `${at("05-04", "23:00")}:00Z` });
    await make();
    expect((await seriesOf(id)).dates).toMatchObject([{ failure: null }, { failure: "overlaps", event: null }]);
  });

  test("who may not write events makes none; foreign events and those of no series are not found", async () => {
    const id = await anEvent();
    expect(await start(id, TEN(), await staffWith("GATE"))).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await start(999_999, TEN())).toMatchObject({ refusal: { code: "not_found" } });
    expect(await readSeries(desk.manager, id)).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("a deleted date may be wanted again", async () => {
    const id = await anEvent();
    await start(id, { also: [at("04-01")] });
    await make();
    const [, first] = await idsOf(id);
    expect((await deleteEvent(desk.manager, first ?? 0, eventSales)).ok).toBe(true);
    expect((await seriesOf(id)).dates).toHaveLength(1);
    await start(id, { also: [at("04-01")] });
    await make();
    expect((await idsOf(id))[1]).not.toBe(first);
    expect((await seriesOf(id)).dates).toHaveLength(2);
  });
});

describe("changing a series", () => {
  async function aSeries(): Promise<number[]> {
    const id = await anEvent();
    await start(id, { also: [at("04-01"), at("04-02"), at("04-03")], status: "on_sale" });
    await make();
    return idsOf(id);
  }
  const change = async (id: number, body: object, overwrite = false) => {
    const changed = await changeFollowing(desk.manager, id, {
      ...{ change: eventChangeBody.parse(body), overwrite, sales: eventSales, publish: publishEvent },
    });
    if (!changed.ok) throw new Error(JSON.stringify(changed.refusal));
    return changed.answer.dates;
  };

  test("one date changes alone; what it has otherwise stays when all following change", async () => {
    const [first = 0, second = 0, third = 0, fourth = 0] = await aSeries();
    await patch(third, { title: "With a guest" });
    expect((await read(second)).title).toBe("Noche de Reyes: ¡gala!");
    const dates = await change(second, { title: "Farewell", hold_seconds: 480 });
    expect(dates.map(({ id, outcome, kept }) => [id, outcome, kept])).toEqual([
      [second, "changed", []],
      [third, "changed", ["title"]],
      [fourth, "changed", []],
    ]);
    expect((await read(first)).title).toBe("Noche de Reyes: ¡gala!");
    expect(await read(third)).toMatchObject({ title: "With a guest", hold_seconds: 480 });
    expect(await read(fourth)).toMatchObject({ title: "Farewell", hold_seconds: 480 });
    expect((await change(second, { title: "Farewell" })).map(({ outcome }) => outcome)).toEqual([
      "changed",
      "unchanged",
      "unchanged",
    ]);
    await change(second, { title: "Farewell" }, true);
    expect((await read(third)).title).toBe("Farewell");
  });

  test("times keep to the clock on each date", async () => {
    const [, second = 0, , fourth = 0] = await aSeries();
    const { start_time: was, time_zone: timeZone } = {
      ...(await read(second)),
      time_zone: (await read(second)).venue.time_zone,
    };
    const earlier = new Date(Date.parse(was) - 3_600_000).toISOString();
    await change(second, { start_time: earlier, doors_time: earlier });
    const hourOf = (iso: string) => new Date(iso).toLocaleTimeString("en-GB", { timeZone });
    const last = await read(fourth);
    expect(hourOf(last.start_time)).toBe(hourOf(earlier));
    expect(last.start_time.slice(0, 10)).toBe(at("04-03").slice(0, 10));
  });

  test("a date that is sold keeps its hall and its prices, and says so; the rest change", async () => {
    const [, second = 0, third = 0, fourth = 0] = await aSeries();
    await aPaidOrder(third, [1, 2]);
    await aHeldReservation(fourth, [1]);
    const rebuilt = { price_levels: [{ name: "All", price: 30, layout_categories: [0, 1] }] };
    const dates = await change(second, rebuilt);
    expect(dates.map(({ outcome, refusal }) => [outcome, refusal])).toEqual([
      ["changed", null],
      ["refused", "event_has_sales"],
      ["refused", "event_has_sales"],
    ]);
    expect((await read(third)).price_levels).toHaveLength(2);
    expect(await db().ticket.count({ where: { eventId: third, status: "LIVE" } })).toBe(2);
  });

  test("the event's own refusal changes no date, and a series is not cancelled at once", async () => {
    const [, second = 0, third = 0] = await aSeries();
    const wrong = { end_time: `${at("01-01")}:00Z`, title: "Never" };
    const asked = { overwrite: false, sales: eventSales, publish: publishEvent };
    expect(
      await changeFollowing(desk.manager, second, { change: eventChangeBody.parse(wrong), ...asked }),
    ).toMatchObject({
      refusal: { code: "invalid_request" },
    });
    const cancel = { change: eventChangeBody.parse({ status: "cancelled" }), ...asked };
    expect(await changeFollowing(desk.manager, second, cancel)).toMatchObject({ refusal: { code: "invalid_request" } });
    expect((await read(third)).title).toBe("Noche de Reyes: ¡gala!");
  });
});

test("people see the other dates that are published", async () => {
  const id = await anEvent({ status: "on_sale" });
  await start(id, { also: [at("04-01"), at("04-02")], status: "on_sale" });
  await start(id, { also: [at("04-03")] });
  await make();
  const [, first = 0, second = 0, draft = 0] = await idsOf(id);
  forgetSingleton("catalog-briefly");
  expect((await otherDates(id)).map((event) => event.id)).toEqual([first, second]);
  expect((await otherDates(first)).map((event) => event.id)).toEqual([id, second]);
  expect(draft).toBeGreaterThan(0);
  expect(
    await otherDates(await anEvent({ start_time: `${at("06-01")}:00Z`, end_time: `${at("06-01", "23:00")}:00Z` })),
  ).toEqual([]);
});
