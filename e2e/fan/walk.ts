import { expect, type Page } from "@playwright/test";

/** A fan's steps, made like a person makes them: by labels and roles. */

/** From the home page to an event's page, by searching for it. */
export async function findEvent(page: Page, words: string, title: string | RegExp): Promise<void> {
  await page.goto("/");
  const search = page
    .getByRole("main")
    .getByRole("combobox", { name: /event, artist or venue/i })
    .first();
  await search.fill(words);
  await search.press("Enter");
  await expect(page).toHaveURL(/\/search\?/);
  await page.getByRole("main").getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** From the event's page to its open seat map. */
export async function openMap(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Choose seats" }).first().click();
  await expect(page.getByRole("button", { name: /Find \d together/ })).toBeEnabled();
}

/** Chooses the best seats for the party the page proposes and holds them. */
export async function holdBest(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Find \d together/ }).click();
  await page.getByRole("button", { name: /^Take for/ }).click();
  await page.getByRole("button", { name: /^Hold seat/ }).click();
  await expect(page.getByText("Held for you").filter({ visible: true }).first()).toBeVisible();
}

export async function goToCheckout(page: Page): Promise<void> {
  await page
    .getByRole("link", { name: "Check out" })
    .or(page.getByRole("button", { name: "Check out" }))
    .first()
    .click();
  await expect(page.getByRole("button", { name: /^Pay / })).toBeVisible();
}

/** The mail address of a buyer of one test: what one address may buy of an event is limited over all tests together. */
export function newMail(): string {
  return `nadia-${crypto.randomUUID().slice(0, 8)}@example.com`;
}

/** Fills in the buyer and the card and presses the button. */
export async function payWith(page: Page, card: string, mail = newMail()): Promise<void> {
  await page.getByLabel("Name").fill("Nadia Fan");
  await page.getByLabel("Mail", { exact: true }).fill(mail);
  await fillCard(page, card);
  await page.getByRole("checkbox", { name: /terms of sale/ }).check();
  await page.getByRole("button", { name: /^Pay / }).click();
}

export async function fillCard(page: Page, card: string): Promise<void> {
  await page.getByLabel("Card number").fill(card);
  await page.getByLabel("Valid until").fill("12 / 34");
  await page.getByLabel("Security code").fill("123");
}

export const CARDS = {
  success: "4242424242424242",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  challenge: "4000002760003184",
};

/** Expects the order's page with its tickets, each with a QR code. */
export async function expectTickets(page: Page, count: number): Promise<void> {
  await expect(page).toHaveURL(/\/orders\/ORD-/);
  await expect(page.getByRole("img", { name: /QR/i })).toHaveCount(count);
}
