import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { DEMO_PASSWORD, signIn } from "./account-steps.ts";

// The browser reports each stream that is cut.
test.use({ allowedErrors: /Failed to load resource|ERR_FAILED|net::/ });

const SLUG = "okada-strings-tokyo";

test("an open map follows a repaint of its price levels, live and where streams are cut", async ({ page, browser }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live");
  const target = await page.evaluate(findRow, SLUG);
  const live = await (await browser.newContext({ locale: "en-GB" })).newPage();
  const polling = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await polling.route("**/api/v1/events/*/stream", (route) => route.abort());

  const rows = [await openRow(live, target), await openRow(polling, target)];
  for (const row of rows) await expect(row).toContainText(amount(target.before));
  await expect(polling.getByText("Live updates are slow right now")).toBeVisible();

  await page.evaluate(repaint, target);
  for (const row of rows) await expect(row).toContainText(amount(target.after));
});

type Target = {
  id: number;
  section: string;
  row: string;
  level: number;
  before: number;
  after: number;
};

/** As the list writes it, without its currency: yen have no decimals. */
function amount(price: number): string {
  return new Intl.NumberFormat("en-GB").format(price);
}

/** Opens the list of seats at a section; answers the row. Nothing of the page is loaded again afterwards. */
async function openRow(page: Page, { section, row }: Target): Promise<Locator> {
  await page.goto(`/events/${SLUG}/seats`);
  await page.getByRole("button", { name: "List" }).click();
  const list = page.getByRole("list").filter({ has: page.getByRole("heading", { level: 3 }) });
  const part = list
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: section }) })
    .first();
  await part.getByRole("button", { name: section }).first().click();
  return part.getByRole("button", { name: new RegExp(`^Row ${row}\\b`) });
}

/** Runs in the page of an organizer: a row with free seats of one level, and another level with another price. */
async function findRow(slug: string): Promise<Target> {
  const { data: organizations } = await (await fetch("/api/v1/organizations")).json();
  const own = organizations.find((organization: { slug: string }) => organization.slug === "halcyon-live");
  const { data: events } = await (await fetch(`/api/v1/organizations/${own.id}/events?limit=50`)).json();
  const { id } = events.find((each: { slug: string }) => each.slug === slug);
  const { price_levels: levels } = await (await fetch(`/api/v1/events/${id}`)).json();
  const { sections } = await (await fetch(`/api/v1/events/${id}/seatmap`)).json();
  type Row = { row_number: string; seats: { status: string; price: number }[] };
  const rows = sections.flatMap(({ name, rows }: { name: string; rows: Row[] }) =>
    rows.map((row) => ({
      ...{ section: name, row: row.row_number },
      prices: [...new Set(row.seats.filter(({ status }) => status === "available").map(({ price }) => price))],
    })),
  );
  const found = rows.find((each: { row: string; prices: number[] }) => each.row && each.prices.length === 1);
  const before = found.prices[0];
  const other = levels.find(({ price }: { price: number }) => price !== before);
  return { id, section: found.section, row: found.row, level: other.id, before, after: other.price };
}

/** Runs there too: gives the row the other level. */
async function repaint({ id, section, row, level }: Target): Promise<void> {
  const path = `/api/v1/events/${id}/price-painting`;
  const { revision, sections, rows, seats } = await (await fetch(path)).json();
  const body = { revision, sections, seats, rows: [...rows, { section, row, price_level: level }] };
  const headers = { "content-type": "application/json" };
  const answer = await fetch(path, { method: "PUT", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}
