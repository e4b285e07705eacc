import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { prove } from "../fan/prove.ts";
import { expect, test } from "../fixtures.ts";
import { eventId } from "./event-id.ts";

// The browser reports the refusals of a place that is asked for before it is taken, and after the queue was emptied.
test.use({ allowedErrors: /404 \(Not Found\)|409 \(Conflict\)/ });

const SLUG = "hoshi-and-the-paper-whale-tokyo";

test("a waiting room is set, fills, is paused, resumed and emptied, and says who did what", async ({
  page,
  browser,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const id = await eventId(page, SLUG);
  const room = `/organizer/halcyon-live/events/${id}/waiting-room`;
  await page.goto(room);
  await expect(page.getByText("Nobody waits", { exact: true })).toBeVisible();

  await test.step("what is wrong stands beside its field, and what was typed stays", async () => {
    await page.getByRole("radio", { name: /^Only when it gets crowded/ }).check();
    const places = page.getByLabel("People inside at once");
    await places.fill("0");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(places).toHaveAccessibleDescription(/Give a whole number from 1 to 100,000/);
    await expect(places).toBeFocused();
    await expect(places).toHaveValue("0");
    await expectAccessible(page);
    await places.fill("2");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("The waiting room is saved.")).toBeVisible();
    await expect(page.getByText("Everyone is let in", { exact: true })).toBeVisible();
    await expect(places).toHaveValue("2");
    await expectAccessible(page);
  });

  const inside = await someone(browser);
  await test.step("a fan who opens the seats is inside", async () => {
    await inside.goto(`/events/${SLUG}/seats`);
    await expect.poll(() => peopleIn(page, id)).toMatchObject({ inside: 1, waiting: 0 });
    await expect(inside).toHaveURL(/\/seats$/);
  });

  const waiting = await someone(browser);
  await test.step("another takes the last place, and who comes then waits", async () => {
    const second = await someone(browser);
    await second.goto(`/events/${SLUG}/seats`);
    await expect.poll(() => peopleIn(page, id)).toMatchObject({ inside: 2, waiting: 0 });
    expect(await joined(browser, id)).toMatch(/joined|waiting/);
    await waiting.goto(`/events/${SLUG}/seats`);
    await expect(waiting).toHaveURL(/\/queue$/);
    await waiting.getByRole("button", { name: "Join the queue" }).click();
    await expect(waiting.getByText("person ahead of you", { exact: true })).toBeVisible();
    await expectAccessible(waiting);
    // The organizer's page moves by itself.
    await expect(page.getByText("People wait and are let in", { exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "The sale now" })).toContainText("inside2");
  });

  const controls = page.getByRole("region", { name: "The sale now" });
  await test.step("the dialog says what a pause does to how many; Escape leaves it and Enter confirms it", async () => {
    const pause = controls.getByRole("button", { name: "Pause" });
    await pause.press("Enter");
    const sure = page.getByRole("dialog", { name: "Let nobody in for now?" });
    await expect(sure.getByText(/2 people wait.*2 people inside may still buy/)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(sure).toBeHidden();
    await expect(pause).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(sure.getByRole("button", { name: "Pause" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Nobody is let in until you resume.")).toBeVisible();
    await expect(page.getByText("The waiting room is paused.")).toBeVisible();
    await expect(waiting.getByText("The organizer has paused the queue. Your place is kept")).toBeVisible();
    await expectAccessible(waiting);
  });

  await test.step("it goes on", async () => {
    await controls.getByRole("button", { name: "Resume" }).click();
    const sure = page.getByRole("dialog", { name: "Let people in again?" });
    await sure.getByRole("button", { name: "Resume" }).click();
    await expect(page.getByText("People are let in again.")).toBeVisible();
    await expect(controls.getByRole("button", { name: "Pause" })).toBeFocused();
    await expect(waiting.getByText("The organizer has paused the queue.")).toBeHidden();
  });

  await test.step("who waited reads that the organizer emptied the queue", async () => {
    await controls.getByRole("button", { name: "Empty the queue" }).click();
    const sure = page.getByRole("dialog", { name: "Send everyone away who waits?" });
    await expect(sure.getByText(/This cannot be taken back/)).toBeVisible();
    await expectAccessible(page);
    await sure.getByRole("button", { name: "Empty the queue" }).click();
    await expect(page.getByText("The queue is empty.")).toBeVisible();
    await expect(controls.getByRole("button", { name: "Empty the queue" })).toBeFocused();
    await expect(waiting.getByRole("heading", { name: "The organizer emptied the queue" })).toBeVisible();
    await expectAccessible(waiting);
    await expect(inside).toHaveURL(/\/seats$/);
  });

  await test.step("nobody waits any more, as before", async () => {
    await page.getByRole("radio", { name: /^Nobody/ }).check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Nobody waits", { exact: true })).toBeVisible();
    await expect(controls).toBeHidden();
  });

  await test.step("the changes say what was done, and lead to the log of this room alone", async () => {
    const changes = page.getByRole("region", { name: "Changes" });
    for (const did of ["Opened the waiting room", "Paused the waiting room", "Resumed the waiting room"]) {
      await expect(changes.getByRole("listitem").filter({ hasText: did })).toContainText("Ori Lindqvist");
    }
    await expect(changes.getByRole("listitem").filter({ hasText: "Emptied the queue" })).toContainText(
      /(1 person|2 people) lost their place/,
    );
    await expect(changes).toContainText("Who waits: only when crowded → nobody");
    await changes.getByRole("link", { name: "Everything in the audit log" }).click();
    const filters = page.getByRole("search", { name: "Filter the log" });
    await expect(filters.getByLabel("What", { exact: true })).toHaveValue("waiting_room");
    await expect(filters.getByLabel("Event", { exact: true })).toHaveValue(String(id));
    const rows = page.getByRole("grid", { name: "Audit log" }).locator("[data-row]");
    await expect(rows.filter({ hasText: "Emptied the queue" })).toHaveCount(1);
    await expect(rows.filter({ hasNotText: "Hoshi and the Paper Whale" })).toHaveCount(0);
    await expect(rows.filter({ hasNotText: /waiting room|queue/ })).toHaveCount(0);
    await expectAccessible(page);
  });
});

test("a sale of the demo starts with one press, and a fan stands among a hundred rivals", async ({ page, browser }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const slug = "kintsugi-drive-tokyo";
  const id = await eventId(page, slug);
  await page.goto(`/organizer/halcyon-live/events/${id}/waiting-room`);
  await page.getByRole("button", { name: "Start with a hundred rivals" }).press("Enter");
  await expect(page.getByText("The rivals are on their way")).toBeVisible();
  await expectAccessible(page);
  const fan = await someone(browser);
  await fan.goto(`/events/${slug}/queue`);
  await fan.getByRole("button", { name: "Join the queue" }).click();
  await expect(fan.getByText(/^(person|people) ahead of you$/)).toBeVisible();
  await expect.poll(async () => (await peopleIn(page, id)).inside).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Start with a hundred rivals" }).press("Enter");
  await expect(page.getByText("The rivals are there already.")).toBeVisible();
});

async function someone(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** A further guest with a proof joins by the API; answers the state of their ticket. */
async function joined(browser: Browser, id: number): Promise<string> {
  const context = await browser.newContext();
  await prove(context.request, id);
  const answer = await context.request.post(`/api/v1/events/${id}/queue`);
  const { state } = await answer.json();
  await context.close();
  return state;
}

async function peopleIn(page: Page, id: number): Promise<Record<"inside" | "called" | "waiting", number>> {
  const answer = await page.request.get(`/api/v1/events/${id}/waiting-room`);
  return (await answer.json()).people;
}
