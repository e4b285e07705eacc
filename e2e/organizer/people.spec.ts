import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, PASSWORD, signIn, signUp, turnOnApp } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

test("an administrator resets the second factor of a user who lost the phone, and locks an impostor out", async ({
  page,
  browser,
  baseURL,
}) => {
  const home = await browser.newContext(baseURL ? { baseURL } : {});
  const fan = await home.newPage();
  const email = await signUp(fan, "lost-phone");
  await turnOnApp(fan);

  await signIn(page, "admin@fairseat.example", DEMO_PASSWORD);
  await page.goto("/admin");
  await expect(page.getByText("This needs a second factor")).toBeVisible();
  await turnOnApp(page);
  await page.goto("/organizer");
  await page.getByRole("link", { name: "People" }).click();
  const find = async (address: string) => {
    await page.getByLabel("Their mail address").fill(address);
    await page.getByRole("button", { name: "Find" }).click();
  };
  await find("nobody");
  await expect(page.getByText("Write a mail address")).toBeVisible();
  await expect(page.getByLabel("Their mail address")).toBeFocused();
  await find("nobody@example.com");
  await expect(page.getByText("Nobody here has the address nobody@example.com.")).toBeVisible();
  await find(email.toUpperCase());
  await expect(page.getByText("Authenticator app, no passkeys")).toBeVisible();
  await expect(page).toHaveURL(/\/admin$/);
  await expectAccessible(page);

  const act = async (change: string) => {
    await page.getByText(change, { exact: true }).first().click();
    await page.getByRole("button", { name: change }).click();
  };
  await act("Take second factors away");
  await expect(page.getByRole("alert").filter({ hasText: "The second factors are gone." })).toBeVisible();
  await fan.goto("/account");
  await expect(fan).toHaveURL(/\/sign-in\?next=/);
  await signIn(fan, email, PASSWORD);

  await act("Shut out");
  await expect(page.getByText("shut out", { exact: true })).toBeVisible();
  await fan.goto("/account");
  await expect(fan).toHaveURL(/\/sign-in\?next=/);
  await act("Let in again");
  await expect(page.getByText("They can sign in again.")).toBeVisible();
  await signIn(fan, email, PASSWORD);

  await find("admin@fairseat.example");
  await expect(page.getByText("This is you")).toBeVisible();
  await expect(page.getByText("Shut out")).toBeHidden();
  await home.close();
});
