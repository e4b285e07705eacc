import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { listOwnEvents } from "./list-own-events.ts";
import { listOwnEventRows } from "./own-events-store.ts";

aDatabase();

const DAY_MS = 24 * 3_600_000;

test("an organization's events come page by page, the next one first and the past ones last, and are found by a part of a name", async () => {
  const ids = [await anEventOnSale(), await anEventOnSale(), await anEventOnSale()];
  const organizationId = await sellerOf(Number(ids[0]));
  const at = (days: number) => new Date(Date.now() + days * DAY_MS);
  for (const [index, [title, days]] of [["Over", -9] as const, ["Later", 9] as const, ["Sooner", 5] as const].entries())
    await db().event.update({
      where: { id: Number(ids[index]) },
      data: {
        ...{ organizationId, title, startsAt: at(days), endsAt: at(days + 0.1), doorsAt: at(days - 0.1) },
        ...{ salesStartAt: at(days - 30), salesEndAt: at(days) },
      },
    });
  const page = async (q: string, skip: number) => {
    const { rows, total } = await listOwnEventRows(organizationId, { q, skip, take: 2 });
    return [rows.map(({ title }) => title), total];
  };
  expect(await page("", 0)).toEqual([["Sooner", "Later"], 3]);
  expect(await page("", 2)).toEqual([["Over"], 3]);
  expect(await page("ATER", 0)).toEqual([["Later"], 1]);
  expect(await page("%", 0)).toEqual([[], 0]);
  const seriesId = uuidv7();
  await db().eventSeries.create({ data: { id: seriesId, organizationId } });
  await db().event.update({ where: { id: Number(ids[1]) }, data: { seriesId } });
  const dates = await listOwnEventRows(organizationId, { q: "", series: seriesId, skip: 0, take: 9 });
  expect([dates.rows.map(({ title, series_id: of }) => [title, of]), dates.total]).toEqual([[["Later", seriesId]], 1]);
  const stranger = { ...{ userId: "x", isAdmin: false, roles: [] } } as unknown as Parameters<typeof listOwnEvents>[0];
  expect(await listOwnEvents(stranger, organizationId, {})).toMatchObject({
    ok: false,
    refusal: { code: "not_found" },
  });
});
