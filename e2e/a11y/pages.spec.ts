import AxeBuilder from "@axe-core/playwright";
import { CARDS, expectTickets, goToCheckout, holdBest, openMap, payWith } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";

test.use({ allowedErrors: /status of 404/ });

const PAGES = [
  "/",
  "/search?q=opera",
  "/search?q=nothing-has-this-name",
  "/events/la-traviata-madrid",
  "/events/la-traviata-madrid/seats",
  "/sign-in",
  "/sign-up",
  "/reset-password",
  "/orders",
  "/help",
  "/terms",
  "/privacy",
  "/dev/inbox",
  "/docs/api",
  "/events/kintsugi-drive-tokyo/queue",
  "/no-such-page",
];

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    for (const path of PAGES) {
      test(`${path} has nothing that shuts people out`, async ({ page }) => {
        await page.goto(path);
        await page.waitForLoadState("load");
        if (path === "/docs/api")
          await expect(page.getByRole("button", { name: /reservations/i }).first()).toBeVisible();
        if (path.endsWith("/seats")) await expect(page.getByRole("button", { name: /Find \d together/ })).toBeEnabled();
        await expectAccessible(page);
      });
    }

    test("what is behind the sign-in has nothing that shuts people out", async ({ page }) => {
      await page.goto("/sign-in");
      await page.getByLabel("Mail", { exact: true }).first().fill("organizer@fairseat.example");
      await page.getByLabel("Password", { exact: true }).fill("fairseat-demo");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL("**/account");
      for (const path of [
        "/account",
        "/account/security",
        "/account/security/two-factor",
        "/account/data",
        "/organizer",
      ]) {
        await page.goto(path);
        await expectAccessible(page);
      }
      await page.getByRole("main").getByRole("link").first().click();
      await page.waitForURL("**/organizer/*");
      await expectAccessible(page);
      const desk = new URL(page.url()).pathname;
      for (const room of ["members", "tokens", "webhooks", "audit"]) {
        await page.goto(`${desk}/${room}`);
        await expectAccessible(page);
      }
    });

    test("checkout and tickets have nothing that shuts people out", async ({ page }) => {
      await page.goto("/events/la-traviata-madrid");
      await openMap(page);
      await holdBest(page);
      await expectAccessible(page);
      await goToCheckout(page);
      await expectAccessible(page);
      await payWith(page, CARDS.success);
      await expectTickets(page, 2);
      await expectAccessible(page);
    });
  });
}

async function expectAccessible(page: import("@playwright/test").Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // The viewer of the API's reference nests a button in each of its headings; the guide above it is ours.
    .exclude(".swagger-ui .opblock-summary")
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(" "))
          .slice(0, 3)
          .join(", ")}`,
    ),
  ).toEqual([]);
}
