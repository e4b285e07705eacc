import { expectAccessible, expectAccessibleInBothThemes } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, PASSWORD, signIn, signUp, turnOnApp } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

const ADMIN_PAGES = [
  "/admin/people",
  "/admin/categories",
  "/admin/categories/new",
  "/admin/categories/opera",
  "/admin/queues",
  "/admin/sales",
  "/admin/organizations",
  "/admin/fees",
];

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
  await page.getByRole("link", { name: "Platform administration" }).click();
  const find = async (address: string) => {
    await page.goto("/admin/people");
    await page.getByRole("searchbox", { name: "Name or mail address" }).fill(address);
    await page.getByRole("button", { name: "Find" }).click();
  };
  await find("x");
  await expect(page.getByText("Write at least two characters")).toBeVisible();
  await expect(page.getByRole("searchbox")).toBeFocused();
  await find("nobody@example.com");
  await expect(page.getByText("No account has this in its name or address.")).toBeVisible();
  await find(email.toUpperCase());
  await expect(page).toHaveURL(/\/admin\/people$/);
  await expectAccessible(page);
  await page.getByRole("row", { name: email }).getByRole("link").click();
  await expect(page.getByText("Authenticator app, no passkeys")).toBeVisible();
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
  await expect(page.getByText("Say why, in at most 500 characters.")).toBeVisible();
  await page.getByLabel("Reason").fill("Another person uses it.");
  await page.getByRole("button", { name: "Shut out" }).click();
  await expect(page.getByText("They are shut out.")).toBeVisible();
  await expect(page.getByText("Another person uses it.")).toBeVisible();
  await fan.goto("/account");
  await expect(fan).toHaveURL(/\/sign-in\?next=/);
  await act("Let in again");
  await expect(page.getByText("They can sign in again.")).toBeVisible();
  await signIn(fan, email, PASSWORD);

  await find("admin@fairseat.example");
  await page.getByRole("row", { name: "admin@fairseat.example" }).getByRole("link").click();
  await expect(page.getByText("This is you")).toBeVisible();
  await expect(page.getByText("Shut out")).toBeHidden();
  await home.close();

  await test.step("the administrators' pages have no accessibility problems in either theme", async () => {
    for (const path of ADMIN_PAGES) {
      await page.goto(path);
      await expectAccessibleInBothThemes(page);
    }
  });
});
