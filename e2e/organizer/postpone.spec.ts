import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";
import { eventId } from "./event-id.ts";

const SLUG = "the-lighthouse-keepers-daughter-london";

test("an event is postponed without a date, says so to fans everywhere, and gets its date", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const id = await eventId(page, SLUG);
  const here = `/organizer/halcyon-live/events/${id}`;
  await page.goto(`${here}/call-off`);
  await page.getByRole("link", { name: "Postpone without a date" }).click();

  await test.step("what will happen stands there before it does", async () => {
    await expect(page.getByRole("heading", { name: "What will happen" })).toBeVisible();
    await expect(page.getByText("Orders that get a mail")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Postpone and tell everyone" }).click();
    await expect(page.getByRole("link", { name: "Set the new date" })).toBeVisible();
    await expectAccessible(page);
  });

  const fan = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}) })).newPage();
  await test.step("a fan reads it on the event's page and in a search, and can choose nothing", async () => {
    await expect(async () => {
      await fan.goto(`/events/${SLUG}`);
      await expect(fan.getByText("Postponed: new date to be announced").first()).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(fan.getByRole("link", { name: "Choose seats" })).toHaveCount(0);
    await expect(fan.getByText("2100")).toHaveCount(0);
    await expect(fan.getByRole("link", { name: "Add to calendar" })).toHaveCount(0);
    await expectAccessible(fan);
    await fan.goto(`/events/${SLUG}/seats`);
    await expect(fan).toHaveURL(new RegExp(`/events/${SLUG}$`));
    await fan.goto("/search?q=lighthouse");
    const card = fan.getByRole("link", { name: /Lighthouse Keeper/ }).first();
    const listed = fan.locator("main").filter({ has: card });
    await expect(listed).toContainText("New date to be announced");
    await expect(listed).toContainText("Postponed");
  });

  await test.step("its details are saved without a date, and then with one", async () => {
    await page.getByRole("link", { name: "Set the new date" }).click();
    const start = page.getByRole("group", { name: "Start", exact: true });
    await expect(start.getByLabel("Day")).toHaveValue("");
    for (const [name, time] of [
      ["Start", "20:00"],
      ["End", "22:30"],
    ] as const) {
      const group = page.getByRole("group", { name, exact: true });
      await group.getByLabel("Day").fill("14");
      await group.getByLabel("Month").selectOption("5");
      await group.getByLabel("Year").fill("2030");
      await group.getByLabel("Time").fill(time);
    }
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    // Its holders hear of it, which is shown first.
    await page.getByRole("button", { name: "Save and tell them" }).click();
    await page.waitForURL(/saved=/);
    await expect(async () => {
      await fan.goto(`/events/${SLUG}`);
      await expect(fan.getByText(/14 May 2030/).first()).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(fan.getByRole("link", { name: "Choose seats" }).first()).toBeVisible();
  });
});
