import type { Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { expect, test } from "../fixtures.ts";
import { openNewDraft } from "./designer-steps.ts";

test("a hall of 200 seats is made and published by keyboard alone", async ({ page }) => {
  const { venueId } = await openNewDraft(page, "Keyboard Hall");
  await press(page, "New section");
  await type(page, "Name", "Stalls");
  await type(page, "Rows", "10", "spinbutton");
  await type(page, "Seats a row", "20", "spinbutton");
  await press(page, "Add");
  await expect(page.getByRole("region", { name: "Places of the hall" })).toContainText("200 places");

  await test.step("categories", async () => {
    await tabTo(page, "tab", "Selected");
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("tab", { name: "Hall" })).toBeFocused();
    await press(page, "Add category");
    await expect(page.getByText("Category 2").first()).toBeVisible();
    await press(page, "Add stage");
  });

  await test.step("keys move, undo and redo", async () => {
    const drawing = page.getByRole("application");
    await drawing.focus();
    const focal = page.getByRole("tab", { name: "History" });
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+Shift+z");
    await expect(focal).toBeVisible();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("publish", async () => {
    await page.keyboard.press("Control+Enter");
    const dialog = page.getByRole("dialog", { name: "Publish this hall" });
    await expect(dialog.getByLabel("Name of this version")).toBeFocused();
    await page.keyboard.type("Opening season");
    await tabTo(page, "button", "Publish");
    await page.keyboard.press("Enter");
    await expect(page.getByText("This is version 1 of the hall.")).toBeVisible();
    const halls = await page.evaluate(async (id) => (await fetch(`/api/v1/venues/${id}/halls`)).json(), venueId);
    expect(halls.data[0].versions[0]).toMatchObject({ name: "Opening season", seat_count: 200 });
  });

  await test.step("a second version is compared with the first", async () => {
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await tabTo(page, "tab", "Selected");
    await page.keyboard.press("ArrowLeft");
    await press(page, "New section");
    await type(page, "Name", "Balcony");
    await type(page, "Rows", "2", "spinbutton");
    await type(page, "Seats a row", "10", "spinbutton");
    await press(page, "Add");
    await expect(page.getByRole("region", { name: "Places of the hall" })).toContainText("220 places");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByLabel("Name of this version")).toBeFocused();
    await page.keyboard.type("With a balcony");
    await tabTo(page, "button", "Publish");
    await page.keyboard.press("Enter");
    await expect(page.getByText("This is version 2 of the hall.")).toBeVisible();
    await page.goto(`/organizer/halcyon-live/venues/${venueId}`);
    await page.getByText("2 versions", { exact: true }).press("Enter");
    await page.getByRole("link", { name: "Compare with version 1" }).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Main hall: compare versions" })).toBeVisible();
    await expect(page.getByText("What changed from version 1 to version 2.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "20 places added" })).toBeVisible();
    await expect(page.getByText("Balcony, row A, seat 1", { exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { name: /removed|moved|renamed/ })).toHaveCount(0);
    await expectAccessible(page);
  });
});

const STEPS_MAX = 150;

/** Goes on with Tab until the named control has the focus. */
async function tabTo(page: Page, role: "button" | "textbox" | "spinbutton" | "tab", name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let i = 0; i < STEPS_MAX; i++) {
    if (await wanted.evaluateAll((found) => found.some((one) => one === document.activeElement))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${role} ${name}`);
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, "button", name);
  await page.keyboard.press("Enter");
}

async function type(page: Page, name: string, text: string, role: "textbox" | "spinbutton" = "textbox"): Promise<void> {
  await tabTo(page, role, name);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}
