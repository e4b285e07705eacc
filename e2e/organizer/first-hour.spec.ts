import { expectAccessible } from "../a11y/expect-accessible.ts";
import { signUp } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

test("a person makes an organization, fills in its settings piece by piece, and reads what is missing", async ({
  page,
}) => {
  await test.step("the home page leads to selling, and selling to an account", async () => {
    await page.goto("/");
    await page.getByRole("main").getByRole("link", { name: "Sell tickets" }).click();
    await expect(page.getByRole("heading", { name: "Sell tickets with Fairseat" })).toBeVisible();
    await page.getByRole("link", { name: "Create an account" }).click();
    await expect(page).toHaveURL(/\/sign-up\?next=/);
  });

  await signUp(page, "new-organizer");
  await page.goto("/sell/start");

  await test.step("what is wrong stands beside its field, and nothing typed is lost", async () => {
    await page.getByLabel("Name").fill("Teatro de la Prueba");
    await page.getByRole("button", { name: "Make the organization" }).click();
    await expect(page.getByText("Choose a country.")).toBeVisible();
    await expect(page.getByText("Choose a currency.")).toBeVisible();
    await expect(page.getByLabel("Name")).toHaveValue("Teatro de la Prueba");
    await expectAccessible(page);
    await page.getByLabel("Country").selectOption({ label: "Spain" });
    await page.getByLabel("Currency").selectOption("EUR");
    await page.getByRole("button", { name: "Make the organization" }).click();
    await page.waitForURL(/\/organizer\/teatro-de-la-prueba-/);
  });

  await test.step("the overview says that it waits, and what is missing", async () => {
    await expect(page.getByText("The platform has not approved your organization yet")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Until your first sale" })).toBeVisible();
    await expect(page.getByText("0 of 10 done.")).toBeVisible();
    const payments = page.getByRole("link", { name: /Connect an account of your own\. Until it is ready/ });
    await expect(payments).toHaveAttribute("href", /\/settings#payout$/);
    await expectAccessible(page);
    await page.getByRole("link", { name: /Legal details/ }).click();
    await expect(page).toHaveURL(/\/settings#legal$/);
  });

  const part = (title: string) =>
    page
      .locator("form")
      .filter({ has: page.getByRole("button", { name: "Save" }) })
      .and(page.locator(`:has([name="${title}"])`));
  await test.step("each part is saved by itself, and a VAT id is judged by its country", async () => {
    const legal = part("legal_name");
    await legal.getByLabel("Legal name").fill("Teatro de la Prueba S. L.");
    await legal.getByLabel("Street and number").fill("Calle Mayor 1");
    await legal.getByLabel("City").fill("Madrid");
    await legal.getByLabel("VAT id").fill("B-1234");
    await legal.getByRole("button", { name: "Save" }).click();
    await expect(legal.getByText("It must look like ESB12345678.")).toBeVisible();
    await expect(legal.getByLabel("Legal name")).toHaveValue("Teatro de la Prueba S. L.");
    await legal.getByLabel("VAT id").fill("ES B-1234567-8");
    await legal.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(legal.getByLabel("VAT id")).toHaveValue("ESB12345678");
  });

  await test.step("a colour that nobody could read is refused with its contrast", async () => {
    const look = part("color_light");
    await look.getByLabel("Colour on light pages").fill("#ff7747");
    await look.getByRole("button", { name: "Save" }).click();
    await expect(look.getByText(/Its contrast on light paper is 2\.39:1, and people need 4\.5:1/)).toBeVisible();
    await expectAccessible(page);
    await look.getByLabel("Colour on light pages").fill("#a02506");
    await look.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.").last()).toBeVisible();
  });

  await test.step("an account for payouts asks for a second factor, and shows the way to one", async () => {
    await page.getByRole("button", { name: "Connect an account" }).click();
    const refused = page.getByRole("alert").filter({ hasText: "Set up a second factor and sign in with it" });
    await expect(refused.getByRole("link", { name: "Go to security" })).toHaveAttribute("href", "/account/security");
  });

  await test.step("the step is done", async () => {
    await page
      .getByRole("navigation", { name: "Sections", exact: true })
      .getByRole("link", { name: "Overview" })
      .click();
    await expect(page.getByText("1 of 10 done.")).toBeVisible();
  });
});
