import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { CARDS, expectTickets, goToCheckout, holdBest, openMap, payWith } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";
import { expectAccessibleInBothThemes } from "./expect-accessible.ts";

test.use({ allowedErrors: /status of 404/ });

const PAGES = [
  "/",
  "/search?q=opera",
  "/search?q=nothing-has-this-name",
  "/events/la-traviata-madrid",
  "/events/la-traviata-madrid/seats",
  "/sell",
  "/sign-in",
  "/sign-up",
  "/reset-password",
  "/sign-in/administrator",
  "/orders",
  "/help",
  "/terms",
  "/privacy",
  "/dev/inbox",
  "/docs/api",
  "/events/kintsugi-drive-tokyo/queue",
  "/no-such-page",
];

for (const path of PAGES) {
  test(`${path} has no accessibility problems`, async ({ page }) => {
    await page.goto(path);
    await page.waitForLoadState("load");
    // The viewer draws only the operations near what is seen: the first is always among them.
    if (path === "/docs/api")
      await expect(page.getByRole("button", { name: /^GET \/api\/v1\// }).first()).toBeVisible();
    if (path.endsWith("/seats")) await expect(page.getByRole("button", { name: /Find \d together/ })).toBeEnabled();
    await expectAccessibleInBothThemes(page);
  });
}

test("the pages of a signed-in user have no accessibility problems", async ({ page }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  for (const path of [
    "/account",
    "/account/security",
    "/account/security/two-factor",
    "/account/data",
    "/sell/start",
    "/organizer",
  ]) {
    await page.goto(path);
    await expectAccessibleInBothThemes(page);
  }
  await page.getByRole("main").getByRole("link").first().click();
  await page.waitForURL("**/organizer/*");
  await expectAccessibleInBothThemes(page);
  const desk = new URL(page.url()).pathname;
  for (const room of ["invoices", "settings", "members", "tokens", "webhooks", "audit"]) {
    await page.goto(`${desk}/${room}`);
    await expectAccessibleInBothThemes(page);
  }
});

test("checkout and tickets have no accessibility problems", async ({ page }) => {
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  await holdBest(page);
  await expectAccessibleInBothThemes(page);
  await goToCheckout(page);
  await expectAccessibleInBothThemes(page);
  await payWith(page, CARDS.success);
  await expectTickets(page, 2);
  await expectAccessibleInBothThemes(page);
});
