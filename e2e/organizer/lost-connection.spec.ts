import type { Page, Route } from "@playwright/test";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

// What is sent while the server is away fails, and the browser says so.
test.use({ allowedErrors: /ERR_CONNECTION_REFUSED|status of 503/ });

/** The server is away for what is sent to it: nothing answers, or a proxy answers in its place. */
const AWAY = {
  "nothing answers": (route: Route) => route.abort("connectionrefused"),
  "a proxy answers 503": (route: Route) => route.fulfill({ status: 503, body: "no healthy upstream" }),
};

for (const [what, answer] of Object.entries(AWAY)) {
  test(`what was typed survives a send when ${what}, and is sent again`, async ({ page }) => {
    await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);

    await test.step("in a form of the dashboard whose fields React keeps", async () => {
      await page.goto("/organizer/halcyon-live/settings");
      const legal = page.getByLabel("Legal name");
      const city = page.getByLabel("City");
      await legal.fill(`Halcyon Live ${what} GmbH`);
      await city.fill("Leipzig");
      const back = await cut(page, answer);
      await page.locator("form").filter({ has: legal }).getByRole("button", { name: "Save" }).click();
      const alert = page.getByRole("alert").filter({ hasText: "No answer from the server." });
      await expect(alert).toBeVisible();
      await expect(legal).toHaveValue(`Halcyon Live ${what} GmbH`);
      await expect(city).toHaveValue("Leipzig");
      // It is unsaved still.
      const sections = page.getByRole("navigation", { name: "Sections", exact: true });
      await sections.getByRole("link", { name: "Events" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Stay here" }).click();
      await back();
      await alert.getByRole("button", { name: "Send again" }).press("Enter");
      await expect(page.getByText("Saved.", { exact: false }).first()).toBeVisible();
      await expect(alert).toBeHidden();
      await page.reload();
      await expect(legal).toHaveValue(`Halcyon Live ${what} GmbH`);
    });

    await test.step("in a form whose fields follow what is typed", async () => {
      await page.goto("/organizer/halcyon-live/venues/new");
      const name = page.getByLabel("Name", { exact: true });
      await name.fill("A hall by the river");
      const back = await cut(page, answer);
      await page.getByRole("button", { name: "Add venue" }).click();
      await expect(page.getByText("No answer from the server.")).toBeVisible();
      await expect(name).toHaveValue("A hall by the river");
      await back();
      await page.getByRole("button", { name: "Send again" }).click();
      // The server answers: what is missing is said beside its field.
      await expect(page.getByText("No answer from the server.")).toBeHidden();
      await expect(name).toHaveValue("A hall by the river");
      await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
    });
  });

  test(`a sign-up survives a send when ${what}`, async ({ page }) => {
    const email = `lost-${Date.now()}@example.com`;
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill("Nadia Fan");
    await page.getByLabel("Mail", { exact: true }).fill(email);
    await page.getByLabel("Password").fill("curtain rises at eight");
    const back = await cut(page, answer);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("No answer from the server.")).toBeVisible();
    await expect(page.getByLabel("Mail", { exact: true })).toHaveValue(email);
    await expect(page.getByLabel("Password")).toHaveValue("curtain rises at eight");
    await back();
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(page).toHaveURL(/\/sign-in\/code/);
  });
}

/** Cuts what is sent from the page until the answer is called. */
async function cut(page: Page, answer: (route: Route) => Promise<void>): Promise<() => Promise<void>> {
  const away = (route: Route) => (route.request().method() === "POST" ? answer(route) : route.fallback());
  await page.route("**/*", away);
  return () => page.unroute("**/*", away);
}
