import { expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";

export const PASSWORD = "curtain rises at eight";
/** The password of the demo's accounts. */
export const DEMO_PASSWORD = "fairseat-demo";

/** Creates an account with a new mail address and signs in. Answers the address. */
export async function signUp(page: Page, name: string): Promise<string> {
  const email = `${name}-${Date.now()}@example.com`;
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Nadia Fan");
  await page.getByLabel("Mail", { exact: true }).fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/sign-in\/code/);
  await page.getByLabel("Code").fill(await codeMailedTo(page, email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/account$/);
  return email;
}

/** Waits for the newest mail to the address and answers its six digits. */
export async function codeMailedTo(page: Page, email: string): Promise<string> {
  const inbox = await page.context().newPage();
  let code = "";
  await expect(async () => {
    await inbox.goto(`/dev/inbox?to=${encodeURIComponent(email)}`);
    const text = (await inbox.getByRole("main").textContent()) ?? "";
    code = /(\d{6}) is your Fairseat code/.exec(text)?.[1] ?? "";
    expect(code).not.toBe("");
  }).toPass();
  await inbox.close();
  return code;
}

/** Signs in with a password only. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Mail", { exact: true }).first().fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/account");
}

/** Sets up an authenticator app. The session counts as having passed the second factor. */
export async function turnOnApp(page: Page): Promise<void> {
  await page.goto("/account/security/two-factor");
  await page.getByRole("button", { name: "Start" }).click();
  const secret = ((await page.locator("code").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code from your app").fill(codeOf(secret, 0));
  await page.getByRole("button", { name: "Turn on two steps" }).click();
  await expect(page.getByText(/^\w{5}-\w{5}$/)).toHaveCount(10);
}

/** The code the app shows after `stepsLater` further periods. */
export function codeOf(secret: string, stepsLater: number): string {
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  return app.generate({ timestamp: Date.now() + stepsLater * 30_000 });
}
