import type { Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

test("an organizer makes an event by page, publishes it, and changes it beside another", async ({ page, context }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live/events");
  await page.getByRole("link", { name: "New event" }).click();

  await test.step("what is missing is said beside its field, and the description is seen as it will be read", async () => {
    await next(page);
    await expect(page.getByText("Write a title of at most 160 characters.")).toBeVisible();
    await expect(page.getByText("Choose a category.")).toBeVisible();
    await expect(page.getByLabel("Title", { exact: true })).toBeFocused();
    await expectAccessible(page);
    await page.getByLabel("Title", { exact: true }).fill("A night of songs");
    await page.getByLabel("Category").selectOption("concert");
    await page.getByLabel("Description").fill("Songs **old and new**.\n\n<b>no</b> [x](javascript:alert(1))");
    await page.getByRole("button", { name: "Preview" }).click();
    const preview = page.getByRole("region", { name: "Preview" });
    await expect(preview.locator("strong")).toHaveText("old and new");
    await expect(preview.getByRole("link")).toHaveCount(0);
    await next(page);
  });

  await test.step("a hall is chosen, and an hour that does not exist asks which is meant", async () => {
    // Its zone skips 2 to 3 o'clock that night.
    const madrid = page.getByRole("option", { name: /^Arena Manzanares/ });
    await page.getByLabel("Hall").selectOption(await madrid.getAttribute("value"));
    await next(page);
    await expect(page.getByText("All times are those of the venue")).toBeVisible();
    await typeMoment(page, "Start", { day: "28", month: "3", year: "2027", time: "02:30" });
    await moment(page, "End").getByLabel("Time").fill("23:00");
    await page.getByRole("button", { name: "Keep as a draft" }).click();
    const night = page.getByRole("group", { name: "This time does not exist that night" });
    await expect(page.getByText("Choose which time you mean.").or(night).first()).toBeVisible();
    await expectAccessible(page);
    await moment(page, "Start").getByLabel("Time").fill("20:00");
    await expect(moment(page, "Start").getByText(/Sunday,? 28 March 2027 at 20:00/)).toBeVisible();
    await page.getByRole("button", { name: "Keep as a draft" }).click();
  });

  await test.step("prices and rules are saved step by step, and then it is published", async () => {
    await page.getByText("Buyers pay exactly these prices").waitFor();
    const one = page.getByRole("radio", { name: "One price" });
    if ((await one.count()) > 0) await one.check();
    await page.getByLabel("Price", { exact: true }).filter({ visible: true }).fill("25,50");
    await expectAccessible(page);
    await save(page);
    await page.getByLabel("Minutes to pay").fill("90");
    await save(page);
    await expect(page.getByText("Write 5 to 15 minutes.")).toBeVisible();
    await page.getByLabel("Minutes to pay").fill("8");
    await expectAccessible(page);
    await save(page);
    await expect(page.getByText("Nothing is missing.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(page.getByText("It is published")).toBeVisible();
  });

  const event = page.url().replace(/\?.*$/, "");

  await test.step("the second of two who save hears what the first changed, and nothing is lost", async () => {
    await page.goto(`${event}/details`);
    const other = await context.newPage();
    await other.goto(`${event}/details`);
    await other.getByLabel("Subtitle").fill("With friends");
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await expect(other.getByText("Saved.")).toBeVisible();
    await other.close();
    await page.getByLabel("Who plays").fill("Ann\nBen");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("saved this event meanwhile")).toBeVisible();
    await expect(page.getByLabel("Subtitle")).toHaveValue("With friends");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(page.getByLabel("Who plays")).toHaveValue("Ann\nBen");
    await expect(page.getByLabel("Minutes to pay")).toHaveValue("8");
  });

  await test.step("it is cancelled by its title, after what will happen was shown", async () => {
    const link = page.getByRole("link", { name: "Cancel the event" });
    await page.goto((await link.getAttribute("href")) ?? "");
    await expect(page.getByRole("heading", { level: 1, name: "Cancel the event" })).toBeVisible();
    await expect(page.getByText("What will happen")).toBeVisible();
    await expectAccessible(page);
    const cancel = page.getByRole("button", { name: "Cancel the event for good" });
    await page.getByLabel(/^To cancel it, type its title/).fill("Another");
    await cancel.click();
    await expect(page.getByText("This is not its title.")).toBeVisible();
    await page.getByLabel(/^To cancel it, type its title/).fill("A night of songs");
    await cancel.click();
    await expect(page).toHaveURL(/#cancellation$/);
    await page.goto(`${event}/call-off`);
    await expect(page.getByText("It is cancelled already.")).toBeVisible();
  });
});

async function next(page: Page) {
  await page.getByRole("button", { name: "Next", exact: true }).click();
}

async function save(page: Page) {
  await page.getByRole("button", { name: "Save and go on" }).click();
}

function moment(page: Page, name: string) {
  return page.getByRole("group", { name, exact: true });
}

async function typeMoment(page: Page, name: string, typed: Record<"day" | "month" | "year" | "time", string>) {
  const group = moment(page, name);
  await group.getByLabel("Day").fill(typed.day);
  await group.getByLabel("Month").selectOption(typed.month);
  await group.getByLabel("Year").fill(typed.year);
  await group.getByLabel("Time").fill(typed.time);
}
