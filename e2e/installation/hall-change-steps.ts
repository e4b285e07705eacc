import { expect, type Page } from "@playwright/test";
import { openSection, type } from "./hall-steps.ts";

/** Steps by which an organizer changes a hall whose seats are sold, and by which the gate reads tickets. */

/** From the venue's page into the designer with a draft of the hall as it is. */
export async function changeHallOf(page: Page, venue: string, hall: string): Promise<void> {
  await page.goto(venue);
  await page.getByRole("button", { name: `Change this hall: ${hall}` }).click();
  await expect(page.getByRole("application", { name: "Drawing of the hall" })).toBeVisible();
}

/** Numbers the rows of the stalls 1, 2, 3 and takes the last one away, where nobody sits; moves the table to the right. */
export async function renumberShortenAndMove(page: Page): Promise<void> {
  await selectParts(page, "Stalls");
  await page.getByRole("combobox", { name: "Rows", exact: true }).selectOption({ label: "1, 2, 3" });
  await type(page, "Rows", 3);
  await selectParts(page, "Terrace");
  const left = page.getByRole("spinbutton", { name: "From the left", exact: true });
  await type(page, "From the left", Number(await left.inputValue()) + 30);
}

/** Deletes a section with everything in it. */
export async function deleteSection(page: Page, name: string): Promise<void> {
  await openSection(page, name);
  await page.getByRole("application").focus();
  await page.keyboard.press("Delete");
  await page.getByRole("tab", { name: "Hall" }).click();
  await expect(page.getByRole("list", { name: "Sections" }).getByRole("button", { name })).toHaveCount(0);
}

async function selectParts(page: Page, section: string): Promise<void> {
  await openSection(page, section);
  await page.getByRole("button", { name: "Select its 1 part" }).click();
}

/** On the event's page of its hall: asks what the version that is chosen there would change. */
export async function reviewChange(page: Page, { desk, eventId }: { desk: string; eventId: number }): Promise<void> {
  await page.goto(`${desk}/events/${eventId}`);
  await page.getByRole("link", { name: "Hall", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Change the hall" })).toBeVisible();
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(page.getByRole("heading", { name: "What changes" })).toBeVisible();
}

/** What a person's browser answers to a call of the API that their session makes. */
export async function callAs(page: Page, method: string, path: string, body?: object) {
  return page.evaluate(
    async ([how, where, sent]) => {
      const response = await fetch(`/api/v1${where}`, {
        method: how,
        headers: { "content-type": "application/json" },
        ...(sent ? { body: sent } : {}),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    [method, path, body ? JSON.stringify(body) : ""] as const,
  );
}
