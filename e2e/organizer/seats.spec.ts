import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";
import { eventId } from "./event-id.ts";

// The browser reports each refusal of a conflict.
test.use({ allowedErrors: /409 \(Conflict\)/ });

const SLUG = "the-lighthouse-keepers-daughter-london";

test("seats are set aside on the map, sold by a promoter's link alone, and released to everybody", async ({
  page,
  browser,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const seats = `/organizer/halcyon-live/events/${await eventId(page, SLUG)}/seats`;
  await page.goto(seats);
  const map = page.getByRole("application", { name: "Map of the seats" });
  await expect(map).toBeVisible();
  await expectAccessible(page);

  await test.step("an allocation says beside its field what is wrong, and keeps what was typed", async () => {
    await page.getByRole("button", { name: "New allocation" }).click();
    const panel = page.getByRole("dialog", { name: "New allocation" });
    await panel.getByLabel("For whom").selectOption("promoter");
    await panel.getByLabel("Who decides about them").fill("Ana");
    await panel.getByRole("button", { name: "Make the allocation" }).click();
    await expect(panel.getByText("Write a name of at most 80 characters.")).toBeVisible();
    await expect(panel.getByLabel("Who decides about them")).toHaveValue("Ana");
    await expectAccessible(page);
    await panel.getByLabel("Name", { exact: true }).fill("Promoter Norte");
    await panel.getByRole("button", { name: "Make the allocation" }).click();
    await expect(page.getByRole("heading", { level: 3, name: "Promoter Norte" })).toBeVisible();
  });

  await test.step("seats are typed, pressed by keyboard, and set aside", async () => {
    const typed = page.getByLabel("Or type the seats");
    await typed.fill("Gallery Z 1");
    await typed.press("Enter");
    await expect(typed).toHaveAccessibleDescription(/No seats of this hall: Gallery Z 1/);
    await typed.fill("Upper Balcony row E");
    await typed.press("Enter");
    await expect(page.getByRole("heading", { name: /^\d+ seats chosen$/ })).toBeVisible();
    await page.getByRole("button", { name: "Choose none" }).press("Enter");
    await expect(page.getByRole("heading", { name: "Nothing chosen" })).toBeFocused();
    await map.focus();
    await map.press("ArrowRight");
    await map.press("s");
    await expect(page.getByRole("heading", { name: /seats chosen$/ })).toBeVisible();
    await map.press("Escape");
    await expect(page.getByRole("heading", { name: "Nothing chosen" })).toBeVisible();
    await typed.fill("Upper Balcony row E");
    await typed.press("Enter");
    await page.getByLabel("Set aside for").selectOption({ label: "Promoter Norte" });
    await page.getByRole("button", { name: /^Set \d+ aside/ }).click();
    await expect(page.getByRole("heading", { name: "Nothing chosen" })).toBeVisible();
    await expect(page.getByText(/^\d+ seats: \d+ free, 0 held, 0 sold$/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("who paints after another sees it first, and keeps what was chosen", async () => {
    const other = await page.context().newPage();
    await other.goto(seats);
    await page.getByLabel("Or type the seats").fill("Upper Balcony row F");
    await page.getByLabel("Or type the seats").press("Enter");
    await other.getByLabel("Or type the seats").fill("Upper Balcony row D");
    await other.getByLabel("Or type the seats").press("Enter");
    await other.getByRole("button", { name: /^Set (\d+|it) aside/ }).click();
    await expect(other.getByRole("heading", { name: "Nothing chosen" })).toBeVisible();
    await other.close();
    await page.getByRole("button", { name: /^Set (\d+|it) aside/ }).click();
    await expect(page.getByText(/Someone else set seats aside meanwhile/)).toBeVisible();
    await expect(page.getByRole("heading", { name: /^\d+ seats chosen$/ })).toBeVisible();
    await page.getByRole("button", { name: "Choose none" }).click();
  });

  const address = await test.step("a link is made from the allocation", async () => {
    await page.getByRole("link", { name: "Make a link that sells Promoter Norte" }).click();
    await expect(page.getByLabel("Seats set aside for")).toHaveValue("1");
    await expect(page.getByLabel("Its buyers get these seats and nothing else")).toBeChecked();
    await expectAccessible(page);
    await page.getByLabel("Name", { exact: true }).fill("Norte's page");
    await page.getByLabel("Buyers at most").fill("none");
    await page.getByRole("button", { name: "Make the link" }).click();
    await expect(page.getByText("Write a whole number from 1 to 1,000,000, or nothing.")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Norte's page");
    await page.getByLabel("Buyers at most").fill("5");
    await page.getByRole("button", { name: "Make the link" }).click();
    await expect(page.getByText("The link is ready")).toBeVisible();
    return page.getByLabel("Address of the link").inputValue();
  });

  const fan = await someone(browser);
  await test.step("the link sells these seats alone", async () => {
    await fan.goto(new URL(address).pathname);
    await fan.getByRole("button", { name: "Open the seats" }).click();
    await expect(fan.getByText("Your link sells these seats only.")).toBeVisible();
    await fan
      .getByRole("radio", { name: "List" })
      .or(fan.getByRole("button", { name: "List" }))
      .first()
      .click();
    await expect(fan.getByRole("button", { name: /^Upper Balcony Left.*left/ })).toBeVisible();
    await expect(fan.getByRole("button", { name: /^Stalls Centre.*Not sold by your link/ })).toBeVisible();
    await expectAccessible(fan);
  });

  await test.step("what is released goes on sale to everybody, and is in the log", async () => {
    await page.goto(seats);
    await page.getByRole("button", { name: "Release Promoter Norte" }).click();
    const sure = page.getByRole("dialog", { name: /^Release “Promoter Norte”/ });
    await expect(sure.getByText(/free seats go on sale to everybody at once/)).toBeVisible();
    await expectAccessible(page);
    await sure.getByRole("button", { name: "Release them" }).click();
    await expect(page.getByText(/seats of “Promoter Norte” are on sale to everybody/)).toBeVisible();
    await expect(page.getByRole("grid", { name: "What was set aside and released" })).toContainText(
      /\d+ seats released/,
    );
    await expect(page.getByText("0 seats: 0 free, 0 held, 0 sold")).toBeVisible();
  });

  await test.step("the link is revoked from the list", async () => {
    await page.goto(seats.replace(/seats$/, "access"));
    const row = page.getByRole("row", { name: /Norte's page/ });
    await expect(row).toContainText("1 of 5");
    await row.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Revoke one" }).click();
    await expect(page.getByText(/The access of the one buyer who used them ends/)).toBeVisible();
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(page.getByText("No code or link yet")).toBeVisible();
    await expectAccessible(page);
    await fan.reload();
    await expect(fan.getByText("Your link sells these seats only.")).toBeHidden();
    await fan.context().close();
  });
});

test("a presale overlaps with no other, and its list is pasted, paged and shortened", async ({ page }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const access = `/organizer/halcyon-live/events/${await eventId(page, "kintsugi-drive-tokyo")}/access`;
  const today = new Date();
  const at = (hour: string) => ({ day: "1", month: "1", year: String(today.getFullYear() - 1), time: hour });

  await test.step("the second presale at one time is refused beside its field", async () => {
    await addPresale(page, access, { name: "Fan club", opens: at("10:00"), closes: at("12:00") });
    await expect(page.getByRole("row", { name: /Fan club/ })).toContainText("Over");
    await addPresale(page, access, { name: "Friends", opens: at("11:00"), closes: at("13:00") });
    await expect(page.getByText(/At this time the presale “Fan club” is open/)).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Friends");
    await expectAccessible(page);
  });

  await test.step("its list", async () => {
    await page.goto(access);
    await page.getByRole("link", { name: "Fan club" }).click();
    const list = page.getByLabel("Mail addresses");
    await list.fill("ann@example.org\nBen");
    await page.getByRole("button", { name: "Put them on the list" }).click();
    await expect(list).toHaveAccessibleDescription(/line 2 “Ben”/);
    await expect(list).toHaveValue("ann@example.org\nBen");
    await list.fill(Array.from({ length: 60 }, (_, i) => `fan${i}@example.org`).join("\n"));
    await page.getByRole("button", { name: "Put them on the list" }).click();
    await expect(page.getByText("60 addresses were added.")).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
    await page.getByRole("checkbox", { name: /fan0@example.org/ }).check();
    await page.getByRole("button", { name: "Take one off the list" }).press("Enter");
    await expect(page.getByRole("grid").getByRole("checkbox").first()).toBeFocused();
    await expect(page.getByText("59 mail addresses are on it.")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("of two who change it the second sees what the first saved", async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel("Name", { exact: true }).fill("Fan club of the north");
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await expect(other).toHaveURL(/\/access$/);
    await other.close();
    await page.getByLabel("Name", { exact: true }).fill("Fan club of the south");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Someone else saved this presale meanwhile")).toBeVisible();
    await expect(page.getByText("Fan club of the north")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Fan club of the south");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("row", { name: /Fan club of the south/ })).toBeVisible();
  });

  await test.step("it is taken back after saying what goes with it", async () => {
    await page.getByRole("link", { name: "Fan club of the south" }).click();
    await page.getByRole("button", { name: "Take the presale back" }).click();
    const sure = page.getByRole("dialog", { name: /^Take back/ });
    await expect(sure.getByText(/the 59 addresses on its list go with it/)).toBeVisible();
    await sure.getByRole("button", { name: "Take the presale back" }).click();
    await expect(page.getByText("No presale yet")).toBeVisible();
  });
});

type Moment = Record<"day" | "month" | "year" | "time", string>;

async function addPresale(page: Page, access: string, of: { name: string; opens: Moment; closes: Moment }) {
  await page.goto(`${access}/presales/new`);
  await page.getByLabel("Name", { exact: true }).fill(of.name);
  for (const [name, typed] of [
    ["Opens", of.opens],
    ["Closes", of.closes],
  ] as const) {
    const group = page.getByRole("group", { name, exact: true });
    await group.getByLabel("Day").fill(typed.day);
    await group.getByLabel("Month").selectOption(typed.month);
    await group.getByLabel("Year").fill(typed.year);
    await group.getByLabel("Time").fill(typed.time);
  }
  await page.getByRole("radio", { name: /^Members of a list/ }).check();
  await page.getByRole("button", { name: "Add the presale" }).click();
}

async function someone(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: "en-GB" })).newPage();
}
