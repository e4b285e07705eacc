import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { CARDS, expectTickets, payWith } from "./walk.ts";

/** Server and browser may know different digits of one currency: Node says that RSD has two, Chromium that it has none. */
const PRICE = /RSD\s1,500\.50/;

/** An event in Vienna whose seats cost RSD 1,500.50, on sale. */
async function anEventInDinars(request: APIRequestContext): Promise<{ id: number; slug: string }> {
  const login = { grant_type: "password", email: "organizer@fairseat.example", password: "fairseat-demo" };
  const { access_token: token } = await (await request.post("/api/v1/auth/token", { data: login })).json();
  const headers = { authorization: `Bearer ${token}` };
  const houses: { id: string; slug: string }[] = (
    await (await request.get("/api/v1/organizations", { headers })).json()
  ).data;
  const answer = await request.post("/api/v1/events", {
    headers,
    data: {
      ...{ organization_id: houses.find(({ slug }) => slug === "sala-norte")?.id, title: "An evening in dinars" },
      ...{ category: "concert", venue_id: 9, currency: "RSD", price_levels: [{ name: "A", price: 1500.5 }] },
      ...{ start_time: "2027-06-12T20:00:00+02:00", end_time: "2027-06-12T22:30:00+02:00", status: "on_sale" },
      orphan_rule: "off",
    },
  });
  expect(answer.status()).toBe(201);
  return answer.json();
}

async function expectPrice(page: Page): Promise<void> {
  const main = page.getByRole("main");
  await expect(main).toContainText(PRICE);
  // A hundred times as much, or without its cents.
  await expect(main).not.toContainText(/150,050|1,501(?!\.)|1,500(?!\.)/);
}

test("RSD 1,500.50 is one price on the event, the map, checkout and the order", async ({ page, request }) => {
  const { id, slug } = await anEventInDinars(request);
  await page.goto(`/events/${slug}`);
  await expectPrice(page);
  await page.goto(`/events/${slug}/seats`);
  await expect(page.getByRole("button", { name: /Find \d together/ })).toBeEnabled();
  await expectPrice(page);
  const wish = { client_reservation_id: crypto.randomUUID(), seat_ids: [1] };
  const hold = await page.request.post(`/api/v1/events/${id}/reservations`, { data: wish });
  expect(hold.status()).toBe(201);
  await page.goto(`/checkout/${(await hold.json()).reservation_id}`);
  await expect(page.getByRole("button", { name: /^Pay / })).toHaveText(PRICE);
  await expectPrice(page);
  await payWith(page, CARDS.success);
  await expectTickets(page, 1);
  await expectPrice(page);
});
