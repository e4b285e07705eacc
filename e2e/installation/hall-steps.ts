import { expect, type Page } from "@playwright/test";
import { dragOnDrawing } from "../organizer/designer-steps.ts";

/** Steps by which an organizer adds a venue and draws its hall. */

/** Adds a venue whose time zone comes from its place. Answers the address of its page. */
export async function addVenue(page: Page, desk: string): Promise<string> {
  await page.goto(`${desk}/venues`);
  await page.getByRole("link", { name: "Add a venue" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Sala del Puerto");
  await page.getByLabel("Street and number").fill("Calle del Muelle 3");
  await page.getByLabel("City").fill("Las Palmas");
  await page.getByLabel("Country").selectOption("ES");
  await page.getByLabel("Latitude").fill("28.1248");
  await page.getByLabel("Longitude").fill("-15.43");
  const zone = page.getByLabel("Time zone");
  await expect(zone.getByRole("option", { name: "From the place: Atlantic/Canary" })).toBeAttached();
  await page.getByRole("button", { name: "Add venue" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sala del Puerto" })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Opens the designer with a new hall. */
export async function drawNewHall(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name of the new hall").fill(name);
  await page.getByRole("button", { name: "Draw a new hall" }).click();
  await expect(page.getByRole("application", { name: "Drawing of the hall" })).toBeVisible();
}

/** Stage, stalls of four bent rows of eight, a round table for six and a standing area for eighty: drawn by the pointer, put right by numbers. */
export async function drawByPointer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Stage", exact: true }).click();
  await dragOnDrawing(page, [240, 60], [560, 120]);
  await page.getByRole("button", { name: "Rows of seats" }).click();
  await dragOnDrawing(page, [300, 220], [500, 300]);
  await type(page, "Rows", 4);
  await type(page, "Seats a row", 8);
  await type(page, "Curve in degrees", 8);
  await page.getByRole("button", { name: "Round table" }).click();
  await dragOnDrawing(page, [660, 240], [740, 320]);
  await type(page, "Seats around", 6);
  await page.getByLabel("Label", { exact: true }).fill("T1");
  await page.getByRole("button", { name: "Standing area" }).click();
  await dragOnDrawing(page, [280, 440], [520, 520]);
  await page.getByLabel("Capacity").fill("80");
  await renameSection(page, "Section 1", "Stalls");
  await renameSection(page, "Tables 1", "Terrace");
  await renameSection(page, "Standing 1", "Floor");
}

/** Two wheelchair spaces, each with its companion's seat beside it, made by forms alone. */
export async function addWheelchairSpaces(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Hall" }).click();
  await page.getByRole("button", { name: "New section" }).click();
  // Until its form stands there, the hall's own fields are called Name, too.
  await expect(page.getByRole("spinbutton", { name: "Rows", exact: true })).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Accessible");
  await type(page, "Rows", 2);
  await type(page, "Seats a row", 2);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: "Single seats" }).click();
  for (const row of ["A", "B"]) {
    await page.getByLabel("Section", { exact: true }).selectOption({ label: "Accessible" });
    await page.getByLabel("Row", { exact: true }).fill(row);
    await page.getByRole("button", { name: "Choose these seats" }).click();
    await page.getByRole("button", { name: "Second seat is the companion of the first" }).click();
  }
  await page.getByRole("button", { name: "Single seats" }).click();
}

/** Names the hall's category, and gives the tables and the standing area categories of their own. */
export async function categorise(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Hall" }).click();
  const newest = page.getByRole("tabpanel").locator("li details").last();
  const name = async (category: string) => {
    await newest.locator("summary").click();
    await newest.getByLabel("Name").fill(category);
  };
  await name("Seats");
  for (const [section, category] of [
    ["Terrace", "Tables"],
    ["Floor", "Standing"],
  ] as const) {
    await page.getByRole("button", { name: "Add category" }).click();
    await name(category);
    await openSection(page, section);
    await page.getByLabel("Category", { exact: true }).selectOption({ label: category });
    await page.getByRole("tab", { name: "Hall" }).click();
  }
}

/** Expects an empty list of problems, publishes, and answers what the dialog said of the changes. */
export async function publish(page: Page, version: number): Promise<void> {
  await page.getByRole("tab", { name: /Problems/ }).click();
  await expect(page.getByRole("tabpanel")).toContainText("No problems");
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText(`This is version ${version} of the hall.`);
}

/** Opens the section's form from the list of the hall. */
export async function openSection(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name: "Hall" }).click();
  await page
    .getByRole("list", { name: "Sections" })
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .click();
  await expect(page.getByRole("heading", { name: "Section", exact: true })).toBeVisible();
}

export async function renameSection(page: Page, before: string, name: string): Promise<void> {
  await openSection(page, before);
  await page.getByLabel("Name", { exact: true }).fill(name);
}

/** Writes a number of the panel. */
export async function type(page: Page, name: string, value: number): Promise<void> {
  await page.getByRole("spinbutton", { name, exact: true }).fill(String(value));
}
