import { BENEDUM_FILE } from "../benedum-file.ts";
import { expect, test } from "../fixtures.ts";
import { CARDS, expectTickets, findEvent, goToCheckout, holdBest, openMap, payWith } from "./walk.ts";

test("a fan finds an opera, holds two seats on the live map, pays with a card and has two tickets", async ({
  page,
}) => {
  await findEvent(page, "la traviatta", /La Traviata/);
  await openMap(page);
  await holdBest(page);
  await goToCheckout(page);
  await payWith(page, CARDS.success);
  await expectTickets(page, 2);
});

test("the same journey leads through a real theatre that was imported from its plan", async ({ page }) => {
  test.skip(!BENEDUM_FILE, "the plan of the Benedum Center is not on this machine");
  await findEvent(page, "opening night benedum", /Opening night at Benedum Center/);
  await openMap(page);
  await holdBest(page);
  await goToCheckout(page);
  await payWith(page, CARDS.success);
  await expectTickets(page, 2);
});

test("the buyer gets a mail with both tickets", async ({ page }) => {
  // Mails arrive a moment after the payment.
  await expect(async () => {
    await page.goto("/dev/inbox");
    await expect(page.getByText(/nadia-\w+@example\.com/).first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
});
