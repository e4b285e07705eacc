import type { Browser, Page } from "@playwright/test";
import { openMap } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";

test.use({ allowedErrors: /status of 409/ });

/** A second person at the map, in a browser with separate cookies. */
async function someoneAtTheMap(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  return page;
}

async function findBest(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Find \d together/ }).click();
  await page.getByRole("button", { name: /^Take for/ }).click();
  await expect(page.getByRole("button", { name: /^Hold seat/ })).toBeEnabled();
}

test("two browsers want the same seats: one gets them, the other is informed and offered alternatives", async ({
  browser,
}) => {
  const [ann, bob] = await Promise.all([someoneAtTheMap(browser), someoneAtTheMap(browser)]);
  await Promise.all([findBest(ann), findBest(bob)]);
  // The buttons as they are now: the faster hold may take the slower buyer's seats out of the basket, and the button with them.
  const buttons = await Promise.all(
    [ann, bob].map((page) => page.getByRole("button", { name: /^Hold seat/ }).elementHandle()),
  );
  await Promise.all(buttons.map((button) => button?.evaluate((element: HTMLElement) => element.click())));
  const won = (page: Page) => page.getByText("Held for you").filter({ visible: true }).first();
  const lost = (page: Page) => page.getByText(/Someone was faster/).first();
  await expect(won(ann).or(lost(ann)).first()).toBeVisible();
  await expect(won(bob).or(lost(bob)).first()).toBeVisible();
  const winners = (await Promise.all([ann, bob].map((page) => won(page).isVisible()))).filter(Boolean);
  expect(winners).toHaveLength(1);
  const loser = (await won(ann).isVisible()) ? bob : ann;
  await expect(lost(loser)).toBeVisible();
  await loser
    .getByRole("button", { name: /^Take .*instead|^Take / })
    .first()
    .click();
  await loser.getByRole("button", { name: /^Hold seat/ }).click();
  await expect(won(loser)).toBeVisible();
  await Promise.all([ann.context().close(), bob.context().close()]);
});

test("a hold in one browser is seen in another without a reload", async ({ browser }) => {
  const [ann, bob] = await Promise.all([someoneAtTheMap(browser), someoneAtTheMap(browser)]);
  const left = bob.getByText(/^[\d,]+ left$/).first();
  const before = (await left.textContent()) ?? "";
  await findBest(ann);
  await ann.getByRole("button", { name: /^Hold seat/ }).click();
  await expect(ann.getByText("Held for you").filter({ visible: true }).first()).toBeVisible();
  await expect(left).not.toHaveText(before);
  await Promise.all([ann.context().close(), bob.context().close()]);
});
