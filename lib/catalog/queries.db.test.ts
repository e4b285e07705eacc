import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, anOrganization, aVenue, sellerOf } from "#prisma/seed/builders";
import { findNextDraft, findOwnVenue } from "./queries.ts";

aDatabase();

test("the next draft is found behind any number of events on sale, and one that is over is not", async () => {
  const model = await anEventOnSale();
  const organizationId = await sellerOf(model);
  const copies = (status: "DRAFT" | "PUBLISHED", [from, to]: [number, number]) => db().$executeRaw`
    INSERT INTO events (organization_id, venue_id, layout_hash, category_slug, slug, title, status, starts_at, ends_at, doors_at,
      sales_start_at, sales_end_at, currency, capacity)
    SELECT e.organization_id, e.venue_id, e.layout_hash, e.category_slug, ${status} || n, ${status} || n, ${status}::event_status, at.starts,
      at.starts + interval '2 hours', at.starts, at.starts - interval '10 days', at.starts, e.currency, e.capacity
    FROM events e, generate_series(${from}::int, ${to}::int) n, LATERAL (SELECT now() + n * interval '1 day' AS starts) at
    WHERE e.id = ${model}::int`;
  await copies("PUBLISHED", [1, 250]);
  await copies("DRAFT", [-2, -1]);
  expect(await findNextDraft(organizationId)).toBeUndefined();
  await copies("DRAFT", [300, 301]);
  const { id } = await db().event.findUniqueOrThrow({ where: { slug: "DRAFT300" } });
  expect(await findNextDraft(organizationId)).toBe(id);
  expect(await findNextDraft(await anOrganization())).toBeUndefined();
}, 120_000);

test("an organization's own venue is found behind any number of shared ones, and an archived one is not", async () => {
  const organizationId = await anOrganization();
  const place = { address: "Calle Mayor 1", city: "Madrid", country: "ES", timezone: "Europe/Madrid" };
  await db().venue.createMany({
    data: Array.from({ length: 150 }, (_, n) => ({ slug: `shared-${n}`, name: `A hall ${n}`, ...place })),
  });
  expect(await findOwnVenue(organizationId)).toBeUndefined();
  const closed = await aVenue({ name: "Backstage", organizationId });
  await db().venue.update({ where: { id: closed.id }, data: { archivedAt: new Date() } });
  expect(await findOwnVenue(organizationId)).toBeUndefined();
  const own = await aVenue({ name: "Zenith", organizationId });
  expect(await findOwnVenue(organizationId)).toBe(own.id);
});
