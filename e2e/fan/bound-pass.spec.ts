import type { BrowserContext } from "@playwright/test";
import { expectAccessibleInBothThemes } from "../a11y/expect-accessible.ts";
import { expect, test } from "../fixtures.ts";
import { eventId } from "../organizer/event-id.ts";
import { callAs } from "../sale/sale-steps.ts";
import { DEMO_PASSWORD, signIn } from "./account-steps.ts";

// A small hall. The room is drawn at once, because the sale has begun.
const SLUG = "late-at-the-cellar-new-york";
const QUEUE = `/events/${SLUG}/queue`;
const SEATS = `/events/${SLUG}/seats`;

// What is refused to a wrong clock, to the wrong browser, and to a page whose place was given up elsewhere stands on its console.
test.use({ allowedErrors: /the server responded with a status of (400|403|409)/ });

test("a copied cookie is worth nothing in another browser, and its owner may give the place up there", async ({
  page,
  browser,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const id = await eventId(page, SLUG);
  const room = (body: object) => callAs(page, "PUT", `/events/${id}/waiting-room`, body);
  await room({ mode: "always", places: 5, rate_per_minute: 6_000 });
  const owner = await browser.newContext({ locale: "en-GB" });
  const fan = await owner.newPage();
  const asked: string[] = [];
  fan.on("request", (request) => {
    if (request.method() === "POST" && request.headers().dpop) asked.push(new URL(request.url()).pathname);
  });

  await test.step("a fan whose clock is ten minutes slow comes in and holds seats", async () => {
    await fan.clock.install({ time: Date.now() - 600_000 });
    await fan.goto(QUEUE);
    await fan.getByRole("button", { name: "Join the queue" }).click();
    await expect(fan).toHaveURL(/\/seats$/);
    await expect(fan.getByRole("timer", { name: "Time left inside" })).toBeVisible();
    await fan.getByRole("button", { name: /Find \d together/ }).click();
    await fan.getByRole("button", { name: /^Take/ }).click();
    await fan.getByRole("button", { name: /^Hold/ }).click();
    await expect(fan.getByRole("link", { name: /^Check out/ })).toBeVisible();
    expect(asked).toContain(`/api/v1/events/${id}/queue/claim`);
    expect(asked).toContain(`/api/v1/events/${id}/reservations`);
  });

  const copy = await copyOf(owner, () => browser.newContext({ locale: "en-GB" }));
  const thief = await copy.newPage();
  await test.step("the copied cookie neither holds nor renews, with a key of its own or none", async () => {
    await thief.goto(SEATS);
    await expect(thief.getByRole("heading", { name: "You are inside, with another browser" })).toBeVisible();
    await expectAccessibleInBothThemes(thief);
    const seats = { client_reservation_id: crypto.randomUUID(), best_available: { quantity: 1 } };
    const answers = [
      await thief.request.post(`/api/v1/events/${id}/reservations`, { data: seats }),
      await thief.request.post(`/api/v1/events/${id}/queue/claim`),
    ];
    for (const answer of answers) {
      expect(answer.status()).toBe(403);
      expect(await answer.json()).toMatchObject({ error: "wrong_browser" });
    }
  });

  await test.step("nor does it pay for what is held: checkout says where that is done", async () => {
    const path = await fan.getByRole("link", { name: /^Check out/ }).getAttribute("href");
    await thief.goto(path ?? "");
    await expect(thief.getByText("You came in with another browser")).toBeVisible();
    await thief.getByRole("link", { name: "What I can do here" }).click();
    await expect(thief).toHaveURL(/\/queue\?browser=other$/);
  });

  await test.step("the fan's own browser goes on, after a reload too", async () => {
    const renewed = fan.waitForResponse((answer) => answer.url().endsWith(`/events/${id}/queue/claim`) && answer.ok());
    await fan.reload();
    await renewed;
    await fan.getByRole("link", { name: /^Check out/ }).click();
    await expect(fan.getByRole("heading", { name: "You came in with another browser" })).toBeHidden();
    await expect(fan.getByText("You came in with another browser")).toHaveCount(0);
  });

  await test.step("who is the same person with two devices gives the place up here and joins again", async () => {
    await thief.getByRole("button", { name: "Give up my place inside" }).click();
    await expect(thief.getByRole("heading", { name: "You left the queue" })).toBeVisible();
    await thief.getByRole("button", { name: "Join again" }).click();
    await expect(thief).toHaveURL(/\/seats$/);
    await expect(thief.getByRole("timer", { name: "Time left inside" })).toBeVisible();
  });

  await room({ mode: "off" });
});

/** A new browser with the cookies of another one, and nothing else of it. */
async function copyOf(owner: BrowserContext, fresh: () => Promise<BrowserContext>): Promise<BrowserContext> {
  const copy = await fresh();
  await copy.addCookies(await owner.cookies());
  return copy;
}
