import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";
import { eventId } from "./event-id.ts";

// The browser reports each refusal of a conflict.
test.use({ allowedErrors: /409 \(Conflict\)/ });

/** The page as Next asks for it again, without its document. */
const isRefresh = (url: URL) => url.searchParams.has("_rsc") && url.pathname.endsWith("/seats");

const SLUG = "the-lighthouse-keepers-daughter-london";

test("price levels are painted by mouse and by keys, and shown before they are saved", async ({ page }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const prices = `/organizer/halcyon-live/events/${await eventId(page, SLUG)}/seats?mode=prices`;
  await page.goto(prices);
  const map = page.getByRole("application", { name: "Map of the seats" });
  await expect(map).toBeVisible();
  await expectAccessible(page);
  const typed = page.getByLabel("Or type the seats");
  const giving = page.getByRole("button", { name: /^Give the chosen seats:/ });
  const { promise: refreshed, resolve: letItCome } = Promise.withResolvers<void>();

  await test.step("a row is typed and taken off sale; what changes is shown first", async () => {
    await typed.fill("Upper Balcony row A");
    await typed.press("Enter");
    await expect(page.getByRole("heading", { name: /^\d+ seats chosen$/ })).toBeVisible();
    await giving.last().click();
    await expect(page.getByRole("heading", { name: /^\d+ seats to save$/ })).toBeVisible();
    await page.getByRole("button", { name: "Show what changes" }).click();
    await expect(page.getByText(/seats? changes?\./)).toBeVisible();
    await expectAccessible(page);
    await page.route(isRefresh, async (route) => {
      await refreshed;
      await route.continue();
    });
    await page.getByRole("button", { name: "Save prices" }).click();
    await expect(page.getByRole("heading", { name: "Nothing to save" })).toBeVisible();
  });

  await test.step("a section is chosen by the map's keys while the page is on its way again, stays chosen, and is given another level", async () => {
    await map.focus();
    await map.press("ArrowRight");
    await map.press("s");
    const chosen = await page.getByRole("heading", { name: /^\d+ seats chosen$/ }).textContent();
    // The map of what is painted now listens to the seats again.
    const listens = page.waitForRequest((request) => request.url().includes("/stream"));
    letItCome();
    await listens;
    await expect(page.getByRole("heading", { name: String(chosen) })).toBeVisible();
    await giving.first().press("Enter");
    await expect(page.getByRole("heading", { name: "Price levels" })).toBeFocused();
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(page.getByRole("heading", { name: "Nothing to save" })).toBeVisible();
  });

  await test.step("a press on the map chooses a section", async () => {
    await page.getByRole("button", { name: "Sections", exact: true }).click();
    const box = await map.boundingBox();
    if (!box) throw new Error("the map has a place on the page");
    await map.click({ position: { x: box.width / 2, y: box.height * 0.6 } });
    await expect(page.getByRole("heading", { name: /seats? chosen$/ })).toBeVisible();
    await page.getByRole("button", { name: "Choose none" }).click();
  });

  await test.step("the second of two organizers sees what the first painted, and keeps their own", async () => {
    const other = await page.context().newPage();
    await other.goto(prices);
    await typed.fill("Upper Balcony row B 1");
    await typed.press("Enter");
    await giving.last().click();
    await page.getByRole("button", { name: "Show what changes" }).click();
    await expect(page.getByRole("button", { name: "Save prices" })).toBeVisible();
    await other.getByLabel("Or type the seats").fill("Upper Balcony row A");
    await other.getByLabel("Or type the seats").press("Enter");
    await other
      .getByRole("button", { name: /^Give the chosen seats:/ })
      .first()
      .click();
    await other.getByRole("button", { name: "Show what changes" }).click();
    await other.getByRole("button", { name: "Save prices" }).click();
    await expect(other.getByRole("heading", { name: "Nothing to save" })).toBeVisible();
    await other.close();
    await page.getByRole("button", { name: "Save prices" }).click();
    await expect(page.getByText(/Someone else painted prices meanwhile/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "One seat to save" })).toBeVisible();
  });
});
