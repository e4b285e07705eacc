import type { Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { signUp, turnOnApp } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

// Of this run, so that it may be repeated on a server that is there.
const RUN = Date.now().toString(36);

test("an owner ends several things at once by keyboard, and reads which could not be ended and why", async ({
  page,
}) => {
  await signUp(page, "bulk");
  await turnOnApp(page);
  const desk = await makeOrganization(page);

  await test.step("invitations are selected by Space, cleared by Escape, and taken back together", async () => {
    await page.goto(`${desk}/members`);
    for (const name of ["ana", "bo", "cy"]) await invite(page, `${name}-${RUN}@example.com`);
    const table = page.getByRole("grid", { name: "Open invitations" });
    const rows = table.locator("[data-row]");
    await expect(rows).toHaveCount(3);
    await rows.first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect(page.getByText("2 rows selected").first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByText("2 rows selected").first()).toBeHidden();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect(rows.nth(1)).toHaveAttribute("aria-selected", "true");
    const kept = await rows.first().getByRole("link").textContent();
    await page.getByRole("button", { name: "Take back 2 invitations" }).focus();
    await page.keyboard.press("Enter");
    const question = page.getByRole("dialog", { name: "Take back 2 invitations" });
    await expect(question).toContainText(/will open nothing/);
    await expectAccessible(page);
    await question.getByRole("button", { name: "Take back 2 invitations" }).press("Enter");
    await expect(page.getByText("2 invitations are taken back: their links open nothing now.")).toBeVisible();
    await expect(rows).toHaveCount(1);
    await expect(rows.first().getByRole("link")).toHaveText(kept ?? "");
  });

  await test.step("oneself is not among what can be removed", async () => {
    const own = page.getByRole("grid", { name: "Members" }).locator("[data-row]");
    await expect(own).toHaveCount(1);
    await expect(own.getByRole("checkbox")).toHaveCount(0);
    await expect(own).not.toHaveAttribute("aria-selected");
    await own.focus();
    for (const key of ["Space", "Control+a"]) {
      await page.keyboard.press(key);
      await expect(page.getByText(/^\d+ rows? selected$/)).toHaveCount(0);
      await expect(page.getByRole("button", { name: /^Remove \d/ })).toHaveCount(0);
    }
  });

  await test.step("of three tokens one was revoked elsewhere meanwhile: two are revoked, and the third is named", async () => {
    await page.goto(`${desk}/tokens`);
    for (const name of ["Export", "Gate app", "Website"]) await makeToken(page, `${name} ${RUN}`);
    const elsewhere = await page.context().newPage();
    await elsewhere.goto(`${desk}/tokens`);
    await elsewhere.getByRole("link", { name: `Gate app ${RUN}` }).click();
    await elsewhere.getByRole("button", { name: "Revoke" }).click();
    await expect(elsewhere.getByText("1 token is revoked.")).toBeVisible();
    await elsewhere.close();

    const rows = page.getByRole("grid", { name: "API tokens" }).locator("[data-row]");
    await rows.first().focus();
    await page.keyboard.press("Control+a");
    await expect(page.getByRole("checkbox", { name: "Select all rows" })).toBeChecked();
    await page.getByRole("button", { name: "Revoke 3 tokens" }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Revoke 3 tokens" }).press("Enter");
    await expect(page.getByText("2 tokens are revoked.")).toBeVisible();
    const failed = page.getByRole("alert").filter({ hasText: "Not done with one:" });
    await expect(failed).toContainText(`Gate app ${RUN}: This token is gone already.`);
    await expect(failed.locator("xpath=..")).toBeFocused();
    await expect(page.getByText("No tokens yet")).toBeVisible();
    // The notice was scrolled to; half of a button may lie below the bar.
    await page.evaluate(() => window.scrollTo(0, 0));
    await expectAccessible(page);
  });

  await test.step("each is a line of the audit log", async () => {
    await page.goto(`${desk}/audit?action=access_token`);
    await expect(page.getByRole("grid").getByRole("link", { name: "Revoked an API token" })).toHaveCount(3);
  });
});

test("a list that comes after its page is shown without JavaScript as well, and its skeleton is not", async ({
  page,
  browser,
  baseURL,
}) => {
  await signUp(page, "plain");
  const desk = await makeOrganization(page);
  const storageState = await page.context().storageState();
  const plain = await browser.newContext({ ...(baseURL ? { baseURL } : {}), javaScriptEnabled: false, storageState });
  const read = await plain.newPage();
  await read.goto(`${desk}/orders`);
  await expect(read.getByRole("heading", { name: "Orders" })).toBeVisible();
  await expect(read.getByText("No orders yet")).toBeVisible();
  await expect(read.locator("[data-skeleton]")).toBeHidden();
  await plain.close();
});

async function makeOrganization(page: Page): Promise<string> {
  await page.goto("/sell/start");
  await page.getByLabel("Name").fill(`House ${RUN}`);
  await page.getByLabel("Country").selectOption({ label: "Spain" });
  await page.getByLabel("Currency").selectOption("EUR");
  await page.getByRole("button", { name: "Make the organization" }).click();
  await page.waitForURL(/\/organizer\/[\w-]+$/);
  return new URL(page.url()).pathname;
}

async function invite(page: Page, email: string): Promise<void> {
  await page.getByLabel("Mail address").fill(email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText(`The invitation is on its way to ${email}.`)).toBeVisible();
}

async function makeToken(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("checkbox", { name: "Read events" }).check();
  await page.getByRole("button", { name: "Make token" }).click();
  await expect(page.getByText(`“${name}” is made.`)).toBeVisible();
}
