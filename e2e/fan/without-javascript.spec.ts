import { expect, test } from "../fixtures.ts";

test.use({ javaScriptEnabled: false });

test("without JavaScript a fan searches, filters, pages and reads an event", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("main")
    .getByRole("searchbox")
    .or(page.getByRole("main").getByRole("combobox", { name: /event, artist or venue/i }))
    .first()
    .fill("madrid");
  await page.getByRole("main").getByRole("button", { name: "Search" }).first().click();
  await expect(page).toHaveURL(/\/search\?.*q=madrid/);
  await page.goto("/search");
  await page.getByRole("main").getByLabel("City").selectOption("Berlin");
  await page.getByRole("button", { name: "Show events" }).click();
  await expect(page).toHaveURL(/city=Berlin/);
  await page.goto("/search?page=2");
  await expect(page.getByRole("navigation", { name: /page/i })).toBeVisible();
  await page.getByRole("main").getByRole("article").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("an invalid filter is reported beside its field and the list stays", async ({ page }) => {
  await page.goto("/search?from=not-a-date&min_price=-5&page=99999999999999999999");
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  expect((await page.request.get("/search?q=%00&city=%F0%9F%8E%AD&from=2026-13-45")).status()).toBeLessThan(500);
});
