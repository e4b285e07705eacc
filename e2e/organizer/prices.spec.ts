import type { Locator } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { goToCheckout, holdBest, openMap } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";

// A refusal is an expected answer, but the browser reports its status on the console.
test.use({ allowedErrors: /status of 409/ });

const SLUG = "lantern-jazz-days-london";

test("rules of price are set by keyboard, seen in the example, and offered at checkout", async ({ page, browser }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const events = await (await page.request.get(`/api/v1/events?limit=50`)).json();
  const event = (events.data as { id: number; slug: string }[]).find(({ slug }) => slug === SLUG);
  await page.goto(`/organizer/halcyon-live/events/${event?.id}/prices`);
  const example = page.getByRole("region", { name: "Example" });
  const rules = (name: string) => page.getByRole("group", { name: new RegExp(`^${name}`) });

  await test.step("what is not complete is said beside its field, and what was typed stays", async () => {
    await press(page.getByRole("button", { name: "Add a ticket type" }));
    await expect(rules("New ticket type").getByLabel("Name")).toBeFocused();
    await page.keyboard.type("Child");
    await press(page.getByRole("button", { name: "Add a tax rate" }));
    await page.keyboard.type("City tax");
    await typeIn(rules("City tax").getByLabel("Rate in percent"), "300");
    await expect(example.getByText("A rule is not complete yet.")).toBeVisible();
    await press(page.getByRole("button", { name: "Save the rules" }));
    await expect(page.getByText("Write whole percents, such as 50.")).toBeVisible();
    await expect(page.getByText(/^Write a rate from 0 to 100 percent/)).toBeVisible();
    await expect(rules("Child").getByLabel("Percent off", { exact: true })).toBeFocused();
    await expect(rules("City tax").getByLabel("Rate in percent")).toHaveValue("300");
    await expectAccessible(page);
  });

  await test.step("a type, a group discount and an added tax show in the example while they are typed", async () => {
    await page.keyboard.type("50");
    await typeIn(rules("City tax").getByLabel("Rate in percent"), "8,875");
    await page.getByRole("radio", { name: "Taxes are added to the prices" }).focus();
    await page.keyboard.press("Space");
    await press(page.getByRole("button", { name: "Add a group discount" }));
    await page.keyboard.type("For two");
    await rules("For two").getByLabel("How it is priced").selectOption("percent");
    await typeIn(rules("For two").getByLabel("From this many seats"), "2");
    await typeIn(rules("For two").getByLabel("Percent off", { exact: true }), "10");
    await example.getByLabel("Seats", { exact: true }).selectOption("1");
    await press(example.getByRole("button", { name: "Add other seats" }));
    await example.getByLabel("Ticket type").last().selectOption({ label: "Child" });
    for (const line of ["Child", "For two", "City tax 8.875 %"])
      await expect(example.getByRole("term").filter({ hasText: line })).toBeVisible();
    await press(page.getByRole("button", { name: "Save the rules" }));
    await expect(page.getByText("The rules of price are saved.")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the second of two who save sees what the first changed, and decides", async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole("group", { name: "Child" }).getByLabel("Percent off", { exact: true }).fill("40");
    await other.getByRole("group", { name: "For two" }).getByLabel("Percent off", { exact: true }).fill("15");
    await other.getByRole("button", { name: "Save the rules" }).click();
    await expect(other.getByText("The rules of price are saved.")).toBeVisible();
    await other.close();
    await rules("Child").getByLabel("Percent off", { exact: true }).fill("60");
    await page.getByRole("button", { name: "Save the rules" }).click();
    await expect(page.getByText(/changed these rules in the meantime/)).toBeVisible();
    await expect(page.getByText("Child: 40 % off")).toBeVisible();
    // What only the other person changed is taken over; what both changed stays until it is decided.
    await expect(rules("For two").getByLabel("Percent off", { exact: true })).toHaveValue("15");
    await expect(rules("Child").getByLabel("Percent off", { exact: true })).toHaveValue("60");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Take theirs: Ticket types are now:" }).click();
    await expect(rules("Child").getByLabel("Percent off", { exact: true })).toHaveValue("40");
    await page.getByRole("button", { name: "Save the rules" }).click();
    await expect(page.getByText(/changed these rules in the meantime/)).toHaveCount(0);
  });

  await test.step("a fan sees the same rules at checkout", async () => {
    const fan = await browser.newContext({ locale: "en-GB" });
    const shop = await fan.newPage();
    await shop.goto(`/events/${SLUG}`);
    await openMap(shop);
    await holdBest(shop);
    await goToCheckout(shop);
    const types = shop.getByRole("combobox", { name: /^Ticket type of / });
    await expect(types).toHaveCount(2);
    await expect(types.first().getByRole("option")).toHaveText([/^Full price, £/, /^Child, £/]);
    for (const line of ["For two", "8.875 % City tax"])
      await expect(shop.getByRole("term").filter({ hasText: line })).toBeVisible();
    await fan.close();
  });
});

async function press(button: Locator): Promise<void> {
  await button.focus();
  await button.press("Enter");
}

async function typeIn(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.press("Control+a");
  await field.page().keyboard.type(text);
}
