import type { Page } from "@playwright/test";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

test("Back and Forward ask before changes are lost, answered by keyboard alone", async ({ page }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live/events");
  await expect(page.getByRole("grid", { name: "Events" })).toBeVisible();
  await open(page, "Webhooks");
  const address = page.getByRole("textbox").first();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });

  await test.step("Back stops, and Escape stays", async () => {
    await address.pressSequentially("https://hooks.example.org");
    await page.evaluate(() => history.back());
    await expect(question).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(question).toBeHidden();
    await expect(page).toHaveURL(/\/webhooks$/);
    await expect(address).toHaveValue("https://hooks.example.org");
  });

  await test.step("Back again, and Enter on Leave goes where Back led", async () => {
    await address.press("End");
    await address.pressSequentially("/fairseat");
    await page.evaluate(() => history.back());
    await expect(question).toBeVisible();
    const leave = question.getByRole("button", { name: "Leave" });
    await expect(async () => {
      await page.keyboard.press("Tab");
      await expect(leave).toBeFocused({ timeout: 1_000 });
    }).toPass();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/events$/);
    await expect(page.getByRole("grid", { name: "Events" })).toBeVisible();
  });

  await test.step("Forward to a page without changes does not ask", async () => {
    await page.evaluate(() => history.forward());
    await expect(page).toHaveURL(/\/webhooks$/);
    await expect(address).toHaveValue("");
    await expect(question).toBeHidden();
    await page.evaluate(() => history.back());
    await expect(page).toHaveURL(/\/events$/);
  });
});

/** Opens a section by its link in the rail, without loading the page again. */
async function open(page: Page, section: string): Promise<void> {
  const sections = page.getByRole("navigation", { name: "Sections", exact: true });
  await sections.getByRole("link", { name: section }).click();
  await expect(page.getByRole("heading", { level: 1, name: section })).toBeVisible();
}
