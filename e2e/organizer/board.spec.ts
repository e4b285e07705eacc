import { expectAccessible, expectAccessibleInBothThemes } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";
import { eventId } from "./event-id.ts";

// A small hall on sale.
const SLUG = "late-at-the-cellar-new-york";

test("the board of a sale moves while fans hold, its figures open their lists, and it fills a wall screen", async ({
  page,
  browser,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const id = await eventId(page, SLUG);
  await page.goto(`/organizer/halcyon-live/events/${id}`);
  const board = page.getByRole("region", { name: "How it stands" });
  const figure = (name: string) =>
    board.locator("dl > div", { has: page.getByText(name, { exact: true }) }).locator("dd");
  await expect(board.getByText("Live, as of")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.emulateMedia({ colorScheme: "light" });

  await test.step("a fan's hold stands on it without a reload", async () => {
    const before = Number(await figure("Held").textContent());
    const fan = await (await browser.newContext({ locale: "en-GB", baseURL: new URL(page.url()).origin })).newPage();
    await fan.goto(`/events/${SLUG}/seats`);
    await fan.getByRole("button", { name: /Find \d together/ }).click();
    await fan.getByRole("button", { name: /^Take/ }).click();
    await fan.getByRole("button", { name: /^Hold/ }).click();
    await expect(fan.getByRole("link", { name: /^Check out/ })).toBeVisible();
    await expect(figure("Held")).toHaveText(String(before + 2));
    await fan.context().close();
  });

  await test.step("it fills the screen and comes back by keyboard", async () => {
    await page.getByRole("button", { name: "Wall screen" }).press("Enter");
    await expect(page.getByRole("button", { name: "Leave the wall screen" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Leave the wall screen" }).press("Enter");
    await expect(page.getByRole("button", { name: "Wall screen", exact: true })).toBeVisible();
  });

  await test.step("the figures lead to what they are made of", async () => {
    await board.getByRole("link", { name: "Being paid", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/orders\\?event_id=${id}&status=pending$`));
    await page.goBack();
    await board.getByRole("link", { name: "Held", exact: true }).click();
    await expect(page).toHaveURL(/\/seats$/);
  });

  await test.step("those who come are found by name and seat, and stand on a list for the door", async () => {
    await page.goBack();
    await board.getByRole("link", { name: "Sold", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Attendees" })).toBeVisible();
    const list = page.getByRole("grid", { name: "Those who come" });
    await expect(list).toBeVisible();
    await expectAccessibleInBothThemes(page);
    const filters = page.getByRole("search", { name: "Find attendees" });
    await filters.getByLabel("Find").fill("nobody of this name");
    await expect(page.getByText("Nobody fits")).toBeVisible();
    await filters.getByLabel("Find").fill("");
    await filters.getByLabel("Order").selectOption({ label: "By seat" });
    await expect(page).toHaveURL(/sort=seat/);
    await page.getByRole("link", { name: "List for the door" }).click();
    await expect(page.getByRole("table", { name: "Those who come" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });
});
