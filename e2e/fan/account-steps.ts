import { expect, type Page } from "@playwright/test";

export const PASSWORD = "curtain rises at eight";

/** A new account under an address of its own, signed in. Answers the address. */
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

/** The six digits of the newest mail to the address, as soon as it is there. */
export async function codeMailedTo(page: Page, email: string): Promise<string> {
  const inbox = await page.context().newPage();
  let code = "";
  await expect(async () => {
    await inbox.goto(`/dev/inbox?to=${encodeURIComponent(email)}`);
    const text = (await inbox.getByRole("main").textContent()) ?? "";
    code = /(\d{6}) is your Fairseat code/.exec(text)?.[1] ?? "";
    expect(code).not.toBe("");
  }).toPass({ timeout: 20_000 });
  await inbox.close();
  return code;
}
