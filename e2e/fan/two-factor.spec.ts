import { expect, test } from "../fixtures.ts";
import { codeOf, PASSWORD, signUp, turnOnApp } from "./account-steps.ts";

test("after a fan sets up an authenticator app, the password alone no longer signs in", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = await signUp(page, "two-steps");
  await page.goto("/account/security/two-factor");
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByRole("img", { name: /authenticator app/ })).toBeVisible();
  const secret = ((await page.locator("code").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code from your app").fill("000000");
  await page.getByRole("button", { name: "Turn on two steps" }).click();
  await expect(page.getByText("This code does not work")).toBeVisible();
  await page.getByLabel("Code from your app").fill(codeOf(secret, 0));
  await page.getByRole("button", { name: "Turn on two steps" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  const codes = await page
    .getByRole("listitem")
    .filter({ hasText: /^\w{5}-\w{5}$/ })
    .allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.reload();
  await expect(page.getByText(codes[0] ?? "none")).toBeHidden();

  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {});
  const other = await elsewhere.newPage();
  const signIn = async () => {
    await other.goto("/sign-in?next=/orders");
    await other.getByLabel("Mail", { exact: true }).first().fill(email);
    await other.getByLabel("Password").fill(PASSWORD);
    await other.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(other.getByRole("heading", { name: "One more step" })).toBeVisible();
  };
  await signIn();
  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in\?next=/);
  await signIn();
  await other.getByLabel("Code from your app").fill("12");
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByText("Type the whole code.")).toBeVisible();
  await other.getByLabel("Code from your app").fill(codeOf(secret, 1));
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other).toHaveURL(/\/orders$/);

  await elsewhere.clearCookies();
  await signIn();
  await other.getByRole("link", { name: /recovery code/ }).click();
  await other.getByLabel("Recovery code").fill((codes[0] ?? "").toLowerCase());
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other).toHaveURL(/\/orders$/);

  await other.goto("/account/security/two-factor");
  await other.getByRole("button", { name: "Turn off" }).click();
  await expect(other.getByText("Two-step sign-in is off.")).toBeVisible();
  await elsewhere.close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("setting up the app works and shows the recovery codes", async ({ page }) => {
    await signUp(page, "plain");
    await turnOnApp(page);
  });
});
