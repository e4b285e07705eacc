import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { listEventNames } from "./log-store.ts";

aDatabase();

test("the log names every event of an organization, however many it has", async () => {
  const model = await anEventOnSale();
  const organizationId = await sellerOf(model);
  await db().$executeRaw`
    INSERT INTO events (organization_id, venue_id, layout_hash, category_slug, slug, title, starts_at, ends_at, doors_at, sales_start_at,
      sales_end_at, currency, capacity)
    SELECT e.organization_id, e.venue_id, e.layout_hash, e.category_slug, 'named-' || n, 'Night ' || n, e.starts_at, e.ends_at, e.doors_at,
      e.sales_start_at, e.sales_end_at, e.currency, e.capacity
    FROM events e, generate_series(1, 600) n WHERE e.id = ${model}::int`;
  const named = await listEventNames(organizationId);
  expect(new Set(named.map(({ id }) => id)).size).toBe(601);
  expect(named.map(({ title }) => title)).toContain("Night 1");
});
