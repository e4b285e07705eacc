import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

/** Dates are made at once, one after another; a busy machine takes its time for ten halls. */
const MAKING_MS = 180_000;
const TEN = Array.from({ length: 10 }, (_, day) => `2041-03-${String(day + 4).padStart(2, "0")} 20:00`).join("\n");

test("an organizer puts an event on ten more dates, and changes one of them", async ({ page }) => {
  test.slow();
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live/events");
  await page.getByRole("main").locator("a[href*='/events/']:not([href$='/new'])").first().click();
  await page.getByRole("link", { name: "Dates", exact: true }).click();
  await expect(page.getByText("This event has one date so far")).toBeVisible();
  await expectAccessible(page);

  await test.step("what is no date is said beside its field", async () => {
    await page.getByRole("button", { name: "Show these dates" }).click();
    await expect(page.getByText("Choose weekdays, or name single dates.")).toBeVisible();
    await page.getByLabel("Single dates").fill("next Friday");
    await page.getByRole("button", { name: "Show these dates" }).click();
    await expect(page.getByText("“next Friday” is no date.")).toBeVisible();
    await expect(page.getByLabel("Single dates")).toBeFocused();
    await expectAccessible(page);
  });

  await test.step("dates that cannot be are named, and left out with one press", async () => {
    await page.getByLabel("Single dates").fill(`2020-03-01 20:00\n${TEN}`);
    await page.getByRole("button", { name: "Show these dates" }).click();
    await expect(page.getByRole("heading", { name: "10 new dates, 1 cannot be" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Make 10 dates" })).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Leave it out" }).press("Enter");
    await expect(page.getByRole("heading", { name: /^10 new dates/ })).toBeFocused();
    await page.getByLabel("Publish each date as soon as it is made").check();
  });

  await test.step("ten dates are made and published", async () => {
    await page.getByRole("button", { name: "Make 10 dates" }).click();
    await expect(page.getByRole("heading", { name: "11 dates" })).toBeVisible();
    await expect(page.getByText("Published", { exact: true })).toHaveCount(11, { timeout: MAKING_MS });
    await expectAccessible(page);
  });

  await test.step("the list of events shows the series and its dates alone", async () => {
    // Not the default view, which another story may leave behind.
    await page.goto("/organizer/halcyon-live/events?view=all");
    const inSeries = page.getByRole("grid").getByRole("link", { name: "11 dates" });
    await page.getByRole("search", { name: "Filter the events" }).getByLabel("Series").selectOption({ index: 1 });
    await expect(page).toHaveURL(/series=/);
    await expect(inSeries).toHaveCount(11);
    await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "12");
    await expectAccessible(page);
    await inSeries.first().click();
    await expect(page.getByRole("heading", { name: "11 dates" })).toBeVisible();
  });

  await test.step("one of them is changed, and the others stay", async () => {
    const dates = page.getByRole("region", { name: "11 dates" }).getByRole("link");
    const third = await dates.nth(3).getAttribute("href");
    const fourth = await dates.nth(4).getAttribute("href");
    await page.goto(`${third}/details`);
    await page.getByLabel("Subtitle").fill("With a guest");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await page.goto(`${fourth}/details`);
    await expect(page.getByLabel("Subtitle")).not.toHaveValue("With a guest");
  });
});
