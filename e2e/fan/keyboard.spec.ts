import { expect, test } from "../fixtures.ts";
import { openMap } from "./walk.ts";

test("a seat is found, chosen and held with the keyboard alone", async ({ page }) => {
  await page.goto("/events/pequeno-cosmos-madrid/seats");
  await expect(page.getByRole("button", { name: /Find \d together/ })).toBeEnabled();
  const grid = page
    .getByRole("grid")
    .or(page.getByRole("application", { name: "Seat map" }))
    .first();
  await grid.focus();
  await page.keyboard.press("n");
  await page.keyboard.press("Enter");
  const hold = page.getByRole("button", { name: /^Hold seat/ });
  const advice = page.getByRole("button", { name: /^Take .* instead/ });
  const held = page.getByText("Held for you").filter({ visible: true }).first();
  await hold.press("Enter");
  await expect(held.or(advice)).toBeVisible();
  // A single seat may strand another; then the page proposes a better choice, one key press away.
  if (await advice.isVisible()) {
    await advice.press("Enter");
    await hold.press("Enter");
  }
  await expect(held).toBeVisible();
});

test("the list offers the same seats as the map, and a choice in one is a choice in the other", async ({ page }) => {
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  await page
    .getByRole("radio", { name: "List" })
    .or(page.getByRole("tab", { name: "List" }))
    .or(page.getByRole("button", { name: "List" }))
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "Seats as a list" })).toBeVisible();
});
