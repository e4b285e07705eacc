import { expect, type Locator, type Page } from "@playwright/test";
import { CARDS, expectTickets, goToCheckout, payWith } from "../fan/walk.ts";
import type { Person } from "./people-steps.ts";
import type { Installation } from "./start-installation.ts";

/** Steps by which a program puts an event on sale through the API, and fans buy. */

/** The API as a program calls it. */
export type Client = (method: string, path: string, body?: object) => Promise<{ status: number; body: Answer }>;
// Answers are read by the names that the API's document gives them.
type Answer = Record<string, unknown> & { id?: number };

/** Makes a token on its page, and answers calls that bear it. */
export async function makeToken(page: Page, desk: string, scopes: readonly string[]): Promise<Client> {
  await page.goto(`${desk}/tokens`);
  await page.getByLabel("Name").fill("Season program");
  for (const scope of scopes) await page.getByRole("checkbox", { name: new RegExp(`\\b${scope}$`) }).check();
  await page.getByRole("button", { name: "Make token" }).click();
  const token = await page.getByRole("textbox", { name: "Token “Season program”" }).inputValue();
  const origin = new URL(page.url()).origin;
  return async (method, path, body) => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };
}

type Venue = { id: number; layout: { categories: string[] } };

/** Makes an event in the organization's venue, with a price for each category of the hall, and puts it on sale. Answers its id. */
export async function putOnSale(api: Client, title: string): Promise<number> {
  const [organization] = (await api("GET", "/organizations")).body.data as { id: string }[];
  const venues = await api("GET", `/organizations/${organization?.id}/venues`);
  const [{ id: venueId }] = venues.body.data as [Venue];
  const halls = await api("GET", `/venues/${venueId}/halls`);
  expect(halls.status, JSON.stringify(halls.body)).toBe(200);
  const hour = 3_600_000;
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  const made = await api("POST", "/events", {
    ...{
      organization_id: organization?.id,
      venue_id: venueId,
      title,
      category: "concerts",
      performers: ["Los Faroles"],
    },
    // The doors are open already, so that the gate admits.
    ...{ doors_time: at(-hour), start_time: at(3 * hour), end_time: at(6 * hour), currency: "EUR" },
    price_levels: [
      { name: "Seats", price: 40, fee: 2, layout_categories: [0] },
      { name: "Tables", price: 60, layout_categories: [1] },
      { name: "Standing", price: 25, layout_categories: [2] },
    ],
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const published = await api("PATCH", `/events/${made.body.id}`, { status: "on_sale" });
  expect(published.status, JSON.stringify(published.body)).toBe(200);
  return Number(made.body.id);
}

/** On the event's page: opens the hall as a list, which reads like the map. */
export async function openList(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Choose seats" }).first().click();
  await page.getByRole("button", { name: "List" }).click();
  await expect(page.getByRole("heading", { name: "Seats as a list" })).toBeVisible();
}

/** Opens a section and one row of it in the list. */
export async function openRow(page: Page, section: string, row: string): Promise<void> {
  const part = partOf(page, section);
  const isOpen = await part.getByRole("button", { name: section, expanded: true }).count();
  if (isOpen === 0) await part.getByRole("button", { name: section, expanded: false }).click();
  await part.getByRole("button", { name: new RegExp(`^${row}\\b`), expanded: false }).click();
}

/** A seat of the list by the beginning of its name, such as "Stalls, Row A, seat 3". */
export function seatOf(page: Page, name: string): Locator {
  return page.getByRole("button", { name: `${name},` }).and(page.locator("[aria-pressed]"));
}

/** A section of the list. */
export function partOf(page: Page, section: string): Locator {
  return page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { level: 3 }).filter({ hasText: section }) });
}

/** Holds the chosen seats and pays with a card at the simulator. Answers the order's number. */
export async function holdAndPay({ page, email }: Person, count: number): Promise<string> {
  await page.getByRole("button", { name: /^Hold seat/ }).click();
  await expect(page.getByText("Held for you").filter({ visible: true }).first()).toBeVisible();
  await goToCheckout(page);
  await expect(page.getByText("Sold by Sala Puerto.")).toBeVisible();
  await payWith(page, CARDS.success, email);
  await expectTickets(page, count);
  return /ORD-[\w-]+/.exec(page.url())?.[0] ?? "";
}

/** Waits for the mail of the order with so many codes. */
export async function ticketCodes({ mailbox }: Installation, email: string, count: number): Promise<string[]> {
  const { codes, text } = await mailbox.newest(email, /^Your tickets/);
  expect(codes).toHaveLength(count);
  expect(text).toContain("Sala Puerto S. L.");
  return codes;
}
