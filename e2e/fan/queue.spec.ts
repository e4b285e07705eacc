import { type Browser, type BrowserContext, devices, type Page } from "@playwright/test";
import { expectAccessible, expectAccessibleInBothThemes } from "../a11y/expect-accessible.ts";
import { expect, test } from "../fixtures.ts";
import { eventId } from "../organizer/event-id.ts";
import { callAs } from "../sale/sale-steps.ts";
import { DEMO_PASSWORD, signIn } from "./account-steps.ts";

const SLUG = "pequeno-cosmos-madrid";
const QUEUE = `/events/${SLUG}/queue`;
const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];

test("three fans on phones are drawn, check it, wait, come in one by one and leave", async ({ page, browser }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const id = await eventId(page, SLUG);
  const room = (body: object) => callAs(page, "PUT", `/events/${id}/waiting-room`, body);
  const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
  await room({ mode: "always", places: 1, rate_per_minute: 6_000, opens_at: inMs(3_600_000) });
  const fans = await Promise.all([0, 1, 2].map(() => aPhone(browser)));

  await test.step("they join, each with one key, and the page says what comes", async () => {
    for (const { page: fan } of fans) {
      await fan.goto(QUEUE);
      const join = fan.getByRole("button", { name: "Join the queue" });
      await join.press("Enter");
      await expect(fan.getByRole("heading", { name: "You are in the draw" })).toBeVisible();
      await expect(fan.getByRole("timer", { name: "The draw begins in" })).toBeVisible();
    }
    const [{ page: fan }] = fans as [Fan];
    expect(await fan.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(412);
    await expectAccessibleInBothThemes(fan);
  });

  // Nobody can be called while it is paused, so that all three can be looked at.
  await room({ is_paused: true });
  await room({ opens_at: inMs(4_000) });
  const places = await test.step("the order is drawn, and each reads their place without a reload", async () => {
    const found = new Map<number, Fan>();
    for (const fan of fans) found.set(await aheadOf(fan.page), fan);
    expect([...found.keys()].toSorted()).toEqual([0, 1, 2]);
    return found;
  });
  const [first, second, third] = [0, 1, 2].map((ahead) => places.get(ahead)) as [Fan, Fan, Fan];
  await expect(second.page.getByText("Nobody is let in right now")).toBeVisible();

  await test.step("the draw is checked in the browser with the keyboard alone", async () => {
    await second.page.getByText("How nobody jumps this queue").press("Enter");
    const check = second.page.getByRole("button", { name: "Check my draw" });
    await check.press("Enter");
    await expect(second.page.getByText("Everything is right")).toBeVisible();
    const steps = second.page.getByRole("list").filter({ hasText: "The secret" }).getByRole("listitem");
    await expect(steps).toHaveText([
      /^The secret: right.*This browser noted the seal on .*, before the draw\./,
      /^The list: right/,
      /^Each once: right/,
      /^The order: right/,
      /^Your number: right.*Your key gives number 2\./,
    ]);
    await expectAccessible(second.page);
  });

  await test.step("a record that was changed is found wrong", async () => {
    await third.page.route("**/queue/draw", async (route) => {
      const answer = await route.fetch();
      const draw = await answer.json();
      await route.fulfill({ response: answer, json: { ...draw, tickets: draw.tickets.toReversed() } });
    });
    await third.page.getByText("How nobody jumps this queue").press("Enter");
    await third.page.getByRole("button", { name: "Check my draw" }).press("Enter");
    await expect(third.page.getByText("Something is wrong")).toBeVisible();
    await expect(third.page.getByText("The numbers do not follow from the secret and the list.")).toBeVisible();
  });

  await test.step("a second tab and a reload show the same place, and a screen reader hears it", async () => {
    const tab = await second.context.newPage();
    await tab.goto(QUEUE);
    expect(await aheadOf(tab)).toBe(1);
    await tab.close();
    await second.page.reload();
    expect(await aheadOf(second.page)).toBe(1);
    await expect(second.page.getByRole("main")).toMatchAriaSnapshot(`
      - paragraph: 1 person ahead of you
      - progressbar "Your way to the front"
      - paragraph: Your wait
      - paragraph: Not known yet
      - table "Seats left when it is your turn"
      - status: "One person is ahead of you. Your wait: Not known yet."
      - group "Call me when it is my turn":
        - checkbox "Sound"
    `);
    // Its snapshot leaves the text of a progress bar out, which a screen reader says.
    const way = second.page.getByRole("progressbar", { name: "Your way to the front" });
    await expect(way).toHaveAttribute("aria-valuetext", "1 person ahead of you");
  });

  await test.step("nothing calls until a box is ticked; what is ticked stays after a reload", async () => {
    const sound = second.page.getByRole("checkbox", { name: "Sound" });
    await expect(sound).not.toBeChecked();
    await sound.press("Space");
    await expect(sound).toBeChecked();
    await second.page.reload();
    await expect(sound).toBeChecked();
  });

  await test.step("the first comes in, and the time inside is in sight there", async () => {
    await room({ is_paused: false });
    await expect(first.page).toHaveURL(/\/seats$/);
    await expect(first.page.getByRole("timer", { name: "Time left inside" })).toHaveText(/^1[45]:\d\d$/);
    await expectAccessible(first.page);
    await expect(second.page.getByText("You are next.")).toBeAttached();
  });

  await test.step("who holds seats has one clock, there and at checkout", async () => {
    await first.page.getByRole("button", { name: /Find \d together/ }).click();
    await first.page.getByRole("button", { name: /^Take/ }).click();
    await first.page.getByRole("button", { name: /^Hold/ }).click();
    await expect(first.page.getByText("Held for you").filter({ visible: true })).toBeVisible();
    await expect(first.page.getByRole("timer").filter({ visible: true })).toHaveCount(1);
    // An organizer who shortens the time inside: it ends before the hold, and both pages say so.
    await room({ lease_seconds: 300 });
    await first.page.reload();
    await expect(first.page.getByRole("timer", { name: "Time left inside" }).first()).toHaveText(/^[34]:\d\d$/);
    await expect(first.page.getByText(/ends before the hold of your seats/).first()).toBeAttached();
    await first.page.getByRole("link", { name: /^Check out/ }).click();
    await expect(first.page.getByRole("timer", { name: "Time left inside" })).toHaveText(/[34]:\d\d$/);
    await expect(first.page.getByRole("button", { name: "I need more time" })).toBeHidden();
    await expectAccessible(first.page);
    await room({ lease_seconds: 900 });
  });

  await test.step("who leaves is asked first, and the next moves up", async () => {
    const leave = second.page.getByText("Leave the queue").first();
    await leave.press("Enter");
    await expectAccessible(second.page);
    await second.page.getByRole("button", { name: "Leave the queue" }).press("Enter");
    await expect(second.page.getByRole("heading", { name: "You left the queue" })).toBeVisible();
    await expect(second.page.getByRole("button", { name: "Join again" })).toBeVisible();
  });

  await test.step("the last is called by title when the place is free, and comes in", async () => {
    const left = await first.page.request.delete(`/api/v1/events/${id}/queue`, { headers: { origin: origin(page) } });
    expect(left.status()).toBe(204);
    await expect(third.page).toHaveURL(/\/seats$/);
  });

  await room({ mode: "off" });
});

type Fan = { context: BrowserContext; page: Page };

async function aPhone(browser: Browser): Promise<Fan> {
  const context = await browser.newContext({ ...phone, locale: "en-GB" });
  return { context, page: await context.newPage() };
}

/** The people ahead that a page shows, once it shows any. */
async function aheadOf(page: Page): Promise<number> {
  const place = page.getByText(/^(person|people) ahead of you$/);
  await expect(place).toBeVisible();
  return Number(await place.locator("xpath=preceding-sibling::*").textContent());
}

const origin = (page: Page) => new URL(page.url()).origin;
