import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { findEventSales, listEventSales } from "./list-event-sales.ts";

aDatabase();

test("an event names its series under the first date's title, and is found for its own organization only", async () => {
  const [later, first, alone] = [await anEventOnSale(), await anEventOnSale(), await anEventOnSale()];
  const organizationId = await sellerOf(later);
  const seriesId = uuidv7();
  await db().eventSeries.create({ data: { id: seriesId, organizationId } });
  const ofOne = { organizationId };
  await db().event.update({ where: { id: alone }, data: ofOne });
  await db().event.update({ where: { id: later }, data: { seriesId, title: "Farewell" } });
  const { doorsAt, salesStartAt, salesEndAt } = await db().event.findUniqueOrThrow({ where: { id: first } });
  const before = (at: Date) => new Date(at.getTime() - 3_600_000);
  await db().event.update({
    where: { id: first },
    data: {
      ...{ ...ofOne, seriesId, title: "Opening" },
      ...{
        doorsAt: before(doorsAt),
        startsAt: before(doorsAt),
        salesStartAt: before(salesStartAt),
        salesEndAt: before(salesEndAt),
      },
    },
  });
  const series = { id: seriesId, title: "Opening", dates: 2 };
  const gate = await aMember(organizationId, "GATE");
  const answer = await listEventSales(gate, organizationId, {});
  const listed = new Map(answer.ok ? answer.events.map((event) => [event.id, event.series]) : []);
  expect([listed.get(later), listed.get(first), listed.get(alone)]).toEqual([series, series, null]);
  expect(await findEventSales(gate, organizationId, later)).toMatchObject({ id: later, series });
  expect(await findEventSales(gate, uuidv7(), later)).toBeUndefined();
});
