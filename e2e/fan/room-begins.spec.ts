import { expect, test } from "../fixtures.ts";
import { eventId } from "../organizer/event-id.ts";
import { callAs } from "../sale/sale-steps.ts";
import { DEMO_PASSWORD, signIn } from "./account-steps.ts";

const SLUG = "milo-brandt-berlin";

// The second guest of a network is asked for a proof when they join; their browser gives it by itself. A place that ended is not there to claim.
test.use({ allowedErrors: /the server responded with a status of (403|404|409)/ });

test("an open seats page shows its clock when an automatic waiting room begins to queue", async ({ page, browser }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const id = await eventId(page, SLUG);
  await callAs(page, "PUT", `/events/${id}/waiting-room`, { mode: "automatic", places: 1, rate_per_minute: 60 });

  const first = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await first.clock.install();
  const cameIn = first.waitForResponse((answer) => answer.url().endsWith(`/events/${id}/queue`) && answer.ok());
  await first.goto(`/events/${SLUG}/seats`);
  await cameIn;
  const clock = first.getByRole("timer", { name: "Time left inside" });
  await first.clock.runFor(46_000);
  await expect(clock).toHaveCount(0);

  // One more than there are places.
  const second = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await second.goto(`/events/${SLUG}/seats`);
  await expect(second).toHaveURL(/\/queue$/);
  await first.clock.runFor(46_000);
  await expect(clock).toBeVisible();

  await test.step("once its place has ended, it does not join a queue that nobody sees", async () => {
    const joins: string[] = [];
    first.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith(`/events/${id}/queue`)) joins.push(request.url());
    });
    const origin = new URL(first.url()).origin;
    const left = await first.request.delete(`/api/v1/events/${id}/queue`, { headers: { origin } });
    expect(left.ok()).toBe(true);
    const hasLooked = first.waitForResponse((answer) => answer.url().endsWith(`/events/${id}/queue/status`));
    await first.clock.runFor(46_000);
    await hasLooked;
    await first.clock.runFor(46_000);
    expect(joins).toEqual([]);
    await expect(first).toHaveURL(/\/seats$/);
  });
});
