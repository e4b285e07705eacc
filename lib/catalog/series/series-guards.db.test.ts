import { beforeEach, expect, test } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { publishEvent } from "#lib/seating/publish-event";
import { anOrganization } from "#prisma/seed/builders";
import { eventChangeBody } from "../event-contract.ts";
import { findOrganizerEvent } from "../organizer-store.ts";
import { anOrganizersDesk } from "../testing/an-organizers-desk.ts";
import { changeFollowing } from "./change-following.ts";
import { makeDate } from "./make-date.ts";
import { previewSeries } from "./plan-series.ts";
import { readSeries } from "./read-series.ts";
import { newSeriesBody, seriesRule } from "./series-contract.ts";
import { seriesMaker } from "./series-maker.ts";
import { claimDateMade, claimSeriesDates, type DateToMake } from "./series-store.ts";
import { startSeries } from "./start-series.ts";

/** One test for each guard of series: without the guard it goes red. */
aDatabase();

const desk = anOrganizersDesk();
const hands = { copyRules: copyEventRules, publish: publishEvent };
const make = () => workFacts(seriesMaker(hands));

// Each test has a year of its own, so that their dates do not meet in the one hall.
let year = 2050;
beforeEach(() => {
  year += 1;
});

const at = (day: string) => `${year}-${day}T20:00`;
const anEvent = (over: object = {}) =>
  desk.post({ start_time: `${at("03-01")}:00Z`, end_time: `${year}-03-01T22:30:00Z`, ...over });
const rule = () => ({ also: [at("04-01"), at("04-02")] });
const start = (id: number, over: object = {}, person: Staff = desk.manager) =>
  startSeries(person, id, newSeriesBody.parse({ ...rule(), ...over }));
const seriesOf = async (id: number, person: Staff = desk.manager) => {
  const answer = await readSeries(person, id);
  return answer.ok ? answer.series : answer.refusal.code;
};
const change = (id: number, body: object, person: Staff = desk.manager) => {
  const asked = { change: eventChangeBody.parse(body), overwrite: false, sales: eventSales, publish: publishEvent };
  return changeFollowing(person, id, asked);
};
/** The first date of a new series that is still to be made. */
async function aWantedDate(over: object = {}): Promise<{ id: number; date: DateToMake }> {
  const id = await anEvent();
  expect((await start(id, over)).ok).toBe(true);
  const { seriesId } = await db().event.findUniqueOrThrow({ where: { id } });
  const where = { seriesId: seriesId ?? "", eventId: null };
  return { id, date: await db().seriesDate.findFirstOrThrow({ where, orderBy: { startsAt: "asc" } }) };
}
const approved = (isSo: boolean) =>
  db().organization.update({ where: { id: desk.organizationId }, data: { status: isSo ? "ACTIVE" : "PENDING" } });

test("who may read events and not write them makes, previews and changes no dates", async () => {
  const id = await anEvent();
  const gate = await desk.staffWith("GATE");
  const forbidden = { ok: false, refusal: { code: "forbidden" } };
  expect(await start(id, {}, gate)).toMatchObject(forbidden);
  expect(await previewSeries(gate, id, seriesRule.parse(rule()))).toMatchObject(forbidden);
  await start(id);
  await make();
  expect(await seriesOf(id, gate)).toMatchObject({ failed: 0 });
  expect(await change(id, { title: "Mine" }, gate)).toMatchObject(forbidden);
  expect((await desk.read(id)).title).toBe("Noche de Reyes: ¡gala!");
});

test("an event of others looks missing, whatever is asked of its series", async () => {
  const id = await anEvent();
  await start(id);
  const stranger = await desk.staffWith("OWNER", await anOrganization());
  const missing = { ok: false, refusal: { code: "not_found" } };
  expect(await start(id, {}, stranger)).toMatchObject(missing);
  expect(await previewSeries(stranger, id, seriesRule.parse(rule()))).toMatchObject(missing);
  expect(await seriesOf(id, stranger)).toBe("not_found");
  expect(await change(id, { title: "Mine" }, stranger)).toMatchObject(missing);
});

test("dates are not asked for on sale while the organization is not approved, nor where the event has no prices", async () => {
  const id = await anEvent();
  await approved(false);
  expect(await start(id, { status: "on_sale" })).toMatchObject({ refusal: { code: "organization_not_approved" } });
  await approved(true);
  const unpriced = await anEvent({
    ...{ start_time: `${at("05-01")}:00Z`, end_time: `${year}-05-01T22:30:00Z`, price_levels: [] },
  });
  expect(await start(unpriced, { status: "on_sale" })).toMatchObject({
    refusal: { code: "invalid_request", fields: [{ path: "status" }] },
  });
  expect([await seriesOf(id), await seriesOf(unpriced)]).toEqual(["not_found", "not_found"]);
});

test("a date that was asked for on sale is not made once the organization may not publish, and says so", async () => {
  const { id } = await aWantedDate({ status: "on_sale" });
  await approved(false);
  await make();
  await approved(true);
  expect(await seriesOf(id)).toMatchObject({
    failed: 2,
    dates: [{ failure: null }, { failure: "not_approved", event: null }, { failure: "not_approved", event: null }],
  });
});

test("a date whose event was deleted meanwhile says so", async () => {
  const { date } = await aWantedDate();
  await makeDate({ ...date, sourceId: 2_147_483_647 }, hands);
  expect(
    await db().seriesDate.findFirst({ where: { seriesId: date.seriesId, startsAt: date.startsAt } }),
  ).toMatchObject({
    eventId: null,
    failure: "source_gone",
  });
});

test("a date that waits or is there already is not asked for again, also by who judged it before it was", async () => {
  const { id, date } = await aWantedDate();
  const seen = await previewSeries(desk.manager, id, seriesRule.parse(rule()));
  expect(seen.ok && seen.preview.dates.map(({ verdict }) => verdict)).toEqual(["made", "made"]);
  await make();
  const own = await findOrganizerEvent(id);
  if (!own) throw new Error("the event is there");
  const rows = () => db().seriesDate.findMany({ where: { seriesId: date.seriesId }, orderBy: { startsAt: "asc" } });
  const before = await rows();
  await claimSeriesDates(own, {
    startsAt: [date.startsAt],
    isPublished: true,
    by: { userId: date.askedBy, actor: "x" },
  });
  expect(await rows()).toEqual(before);
});

test("a change of all that follow leaves cancelled dates alone, and publishes no date twice", async () => {
  const id = await anEvent({ status: "on_sale" });
  await start(id, { status: "on_sale" });
  await make();
  const [, second = 0, third = 0] = (
    await db().event.findMany({
      where: { seriesId: (await db().event.findUniqueOrThrow({ where: { id } })).seriesId },
      orderBy: { startsAt: "asc" },
    })
  ).map((event) => event.id);
  expect((await desk.patch(third, { status: "cancelled" })).ok).toBe(true);
  expect(await change(id, { status: "on_sale" })).toMatchObject({
    answer: {
      dates: [
        { id, outcome: "changed" },
        { id: second, outcome: "unchanged" },
      ],
    },
  });
});

test("what became of a date is written once: neither a late failure nor an earlier request changes it", async () => {
  const { id, date } = await aWantedDate();
  await claimDateMade({ ...date, askedAt: new Date(0) }, { failure: "overlaps" });
  expect(await seriesOf(id)).toMatchObject({ to_make: 2, failed: 0 });
  await make();
  await claimDateMade(date, { failure: "overlaps" });
  expect(await seriesOf(id)).toMatchObject({ to_make: 0, failed: 0, dates: { length: 3 } });
  const row = await db().seriesDate.findFirstOrThrow({ where: { seriesId: date.seriesId, startsAt: date.startsAt } });
  expect([row.failure, row.eventId === null]).toEqual([null, false]);
});
