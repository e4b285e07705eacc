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
  const map = page.getByRole("grid", { name: "Seat map" });
  await map.focus();
  await page.keyboard.press("n");
  const chosen = await map.locator("#seat-cursor").textContent();
  await page.keyboard.press("Enter");
  await expect(map.locator("#seat-cursor")).toHaveAttribute("aria-selected", "true");
  const [section = "", row = "", number = ""] = (chosen ?? "").split(", ");

  await page.getByRole("button", { name: "List" }).click();
  const list = page.getByRole("list").filter({ has: page.getByRole("heading", { level: 3 }) });
  const part = list.getByRole("listitem").filter({ has: page.getByRole("heading", { name: section }) });
  await part.getByRole("button", { name: section }).click();
  await part.getByRole("button", { name: new RegExp(`^${row}\\b`) }).click();
  const seat = part.getByRole("button", { name: `${section}, ${row}, ${number},`, exact: false });
  await expect(seat).toHaveAttribute("aria-pressed", "true");

  // And back: let go in the list and take its neighbour there; the map then has the neighbour alone.
  await seat.click();
  await expect(seat).toHaveAttribute("aria-pressed", "false");
  const last = part.getByRole("button", { name: /, free/ }).last();
  const name = (await last.getAttribute("aria-label")) ?? "";
  // By its place alone, because its name also says whether it is chosen.
  const other = part.getByRole("button", { name: `${name.split(", ").slice(0, 3).join(", ")},`, exact: false });
  await other.click();
  await expect(other).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Map" }).click();
  await expect(map.locator("#seat-cursor")).toHaveAttribute("aria-selected", "false");
  await map.focus();
  await page.keyboard.press("/");
  const [, otherRow = "", otherSeat = ""] = name.split(", ");
  await page
    .getByRole("dialog")
    .getByRole("textbox")
    .fill(`${section} ${otherRow} ${otherSeat}`.replace(/row|seat/gi, ""));
  await page.keyboard.press("Enter");
  await expect(map.locator("#seat-cursor")).toHaveAttribute("aria-selected", "true");
});

test("a slash opens the finder with the focus in its field, and Enter goes to the seat", async ({ page }) => {
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  const map = page.getByRole("grid", { name: "Seat map" });
  await map.focus();
  await page.keyboard.press("n");
  const before = (await map.locator("#seat-cursor").textContent()) ?? "";
  const [section = "", row = "", number = ""] = before.split(", ");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("/");
  const dialog = page.getByRole("dialog", { name: "Find a seat" });
  await expect(dialog.getByRole("textbox")).toBeFocused();
  await page.keyboard.type(`${section} ${row} ${number}`.replace(/row|seat/gi, ""));
  await expect(dialog.getByRole("list").getByRole("button").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(map).toBeFocused();
  await expect(map.locator("#seat-cursor")).toHaveText(new RegExp(`^${section}, ${row}, ${number},`));
});
