import { expect, type Page } from "@playwright/test";
import {
  addVenue,
  addWheelchairSpaces,
  categorise,
  drawByPointer,
  drawNewHall,
  publish,
} from "../installation/hall-steps.ts";

/** Steps by which an organizer builds a sale, in pages and, where a page of its own has its own test, through the API. */

export const DESK = "/organizer/halcyon-live";

/** What an organizer's session answers to a call of the API; an answer that is no success fails the test. */
export async function callAs<Body = Record<string, unknown>>(
  page: Page,
  method: "GET" | "POST" | "PUT" | "PATCH",
  path: string,
  body?: object,
): Promise<Body> {
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { origin: new URL(page.url()).origin },
    ...(body ? { data: body } : {}),
  });
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Body;
}

/** A venue with a hall of seats, a table and standing places. */
export async function drawHall(page: Page): Promise<void> {
  await addVenue(page, DESK);
  await drawNewHall(page, "Harbour hall");
  await drawByPointer(page);
  await addWheelchairSpaces(page);
  await categorise(page);
  await publish(page, 1);
}

/** A draft of an event in that hall, at one price. Answers the address of its pages and its id. */
export async function draftEvent(page: Page, title: string, price: string): Promise<{ event: string; id: number }> {
  await page.goto(`${DESK}/events`);
  await page.getByRole("link", { name: "New event" }).click();
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Category").selectOption("concert");
  await next(page);
  const hall = page.getByRole("option", { name: /^Harbour hall/ });
  await page.getByLabel("Hall").selectOption(await hall.last().getAttribute("value"));
  await next(page);
  const day = new Date(Date.now() + 90 * 86_400_000);
  await typeMoment(page, "Start", day, "20:00");
  await moment(page, "End").getByLabel("Time").fill("23:00");
  await page.getByRole("button", { name: "Keep as a draft" }).click();
  await page.getByText("Buyers pay exactly these prices").waitFor();
  await page.getByRole("radio", { name: "One price" }).check();
  await page.getByLabel("Price", { exact: true }).filter({ visible: true }).fill(price);
  await goOn(page);
  await page.getByLabel("Minutes to pay").waitFor();
  await goOn(page);
  await expect(page.getByText("Nothing is missing.")).toBeVisible();
  const [, event = "", id = ""] = /^(.*\/events\/(\d+))/.exec(new URL(page.url()).pathname) ?? [];
  return { event, id: Number(id) };
}

export async function publishEvent(page: Page, event: string): Promise<void> {
  await page.goto(`${event}/setup?step=publish`);
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("It is published")).toBeVisible();
}

export function moment(page: Page, name: string) {
  return page.getByRole("group", { name, exact: true });
}

export async function typeMoment(page: Page, name: string, day: Date, time: string): Promise<void> {
  const group = moment(page, name);
  await group.getByLabel("Day").fill(String(day.getUTCDate()));
  await group.getByLabel("Month").selectOption(String(day.getUTCMonth() + 1));
  await group.getByLabel("Year").fill(String(day.getUTCFullYear()));
  await group.getByLabel("Time").fill(time);
}

async function next(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Next", exact: true }).click();
}

async function goOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save and go on" }).click();
}
