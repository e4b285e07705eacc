import { expect, test } from "../fixtures.ts";
import { openMap } from "./walk.ts";

test("a seat is found by its name, chosen and held with the keyboard alone", async ({ page }) => {
  await page.goto("/events/pequeno-cosmos-madrid/seats");
  await expect(page.getByRole("button", { name: /Find \d together/ })).toBeEnabled();
  const grid = page.getByRole("grid").or(page.getByRole("application", { name: "Seat map" })).first();
  await grid.focus();
  await page.keyboard.press("/");
  await page.keyboard.type("A1");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Hold seat/ })).toBeEnabled();
  await page.getByRole("button", { name: /^Hold seat/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Held for you").first()).toBeVisible();
});

test("the list offers the same seats as the map, and a choice in one is a choice in the other", async ({ page }) => {
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  await page.getByRole("radio", { name: "List" }).or(page.getByRole("tab", { name: "List" })).or(page.getByRole("button", { name: "List" })).first().click();
  await expect(page.getByRole("heading", { name: "Seats as a list" })).toBeVisible();
});
