import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";

// The life of one account: created, signed in elsewhere, its sessions ended, its password forgotten.
test.describe.configure({ mode: "serial" });

const email = `account-${Date.now()}@example.com`;
const FIRST = "curtain rises at eight";
const SECOND = "the second balcony, row four";

/** The inbox entry of the newest mail to the account. Mails arrive a moment after the request. */
async function newestMail(page: Page, subject: RegExp): Promise<Locator> {
  const line = page.getByRole("main").getByRole("link", { name: subject }).first();
  await expect(async () => {
    await page.goto(`/dev/inbox?to=${encodeURIComponent(email)}`);
    await expect(line).toBeVisible({ timeout: 2_000 });
  }).toPass();
  return line;
}

async function mailedCode(page: Page): Promise<string> {
  const line = await newestMail(page, /is your Fairseat code/);
  return /(\d{6}) is your/.exec((await line.textContent()) ?? "")?.[1] ?? "none";
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Mail").first().fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("a fan creates an account with a code from the mail", async ({ page, context }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Nadia");
  await page.getByLabel("Mail").fill(email);
  await page.getByLabel("Password").fill(FIRST);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/sign-in\/code/);
  const inbox = await context.newPage();
  await page.getByLabel("Code").fill(await mailedCode(inbox));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Hello, Nadia" })).toBeVisible();
});

test("a fan sees where they are signed in and ends the other session", async ({ page, browser }) => {
  await signIn(page, FIRST);
  await expect(page.getByRole("heading", { name: "Hello, Nadia" })).toBeVisible();
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, FIRST);
  await expect(elsewhere.getByRole("heading", { name: "Hello, Nadia" })).toBeVisible();
  await page.getByRole("link", { name: "Check" }).click();
  await expect(page.getByText("This device")).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByText("You are signed out everywhere else.")).toBeVisible();
  await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in\?/);
  await elsewhere.context().close();
});

test("a fan sets a new password through the link in the mail, and the old one stops working", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Set a new password" })).toBeVisible();
  await page.getByLabel("Mail").fill(email);
  await page.getByRole("button", { name: "Send me the link" }).click();
  await expect(page.getByText(/If there is an account with this mail/)).toBeVisible();
  const mail = await (await newestMail(page, /Set a new password/)).getAttribute("href");
  await page.goto(`${mail}?view=text`);
  const body = (await page.getByRole("main").textContent()) ?? "";
  const href = /http\S+\/reset-password\?token=[\w-]+/.exec(body)?.[0] ?? "none";
  await page.goto(href);
  await page.getByLabel("Password").fill(SECOND);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Hello, Nadia" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await signIn(page, FIRST);
  await expect(page.getByText(/Mail and password do not match/)).toBeVisible();
  await signIn(page, SECOND);
  await expect(page.getByRole("heading", { name: "Hello, Nadia" })).toBeVisible();
  await page.goto(href);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a fan signs in, changes the password and sees the confirmation", async ({ page }) => {
    await signIn(page, SECOND);
    await expect(page.getByRole("heading", { name: "Hello, Nadia" })).toBeVisible();
    await page.goto("/account/password");
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Save password" }).click();
    await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
    await page.getByLabel("Password").fill(FIRST);
    await page.getByRole("button", { name: "Save password" }).click();
    await expect(page.getByText(/Your password was changed/)).toBeVisible();
  });
});
