import { devices } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { CARDS, expectTickets, goToCheckout, holdBest, openMap, payWith } from "./walk.ts";

const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
test.use({ ...phone, viewport: { width: 360, height: 780 } });

for (const path of [
  "/",
  "/search",
  "/events/la-traviata-madrid",
  "/events/la-traviata-madrid/seats",
  "/sign-in",
  "/orders",
  "/help",
]) {
  test(`${path} fits a phone of 360 pixels without scrolling sideways`, async ({ page }) => {
    await page.goto(path);
    if (path.endsWith("/seats")) await expect(page.getByRole("button", { name: /Find \d together/ })).toBeEnabled();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
}

test("a fan buys two tickets on a phone", async ({ page }) => {
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  await holdBest(page);
  await goToCheckout(page);
  await payWith(page, CARDS.success);
  await expectTickets(page, 2);
});
