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
  "/no-such-page",
];

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    for (const path of PAGES) {
      test(`${path} has nothing that shuts people out`, async ({ page }) => {
        await page.goto(path);
        await page.waitForLoadState("load");
        if (path.endsWith("/seats")) await expect(page.getByRole("button", { name: /Find \d together/ })).toBeEnabled();
        await expectAccessible(page);
      });
    }

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
