import { expect, type Page } from "@playwright/test";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";

/** Signs in as an organizer, makes a venue with an empty draft of a hall, and opens it in the designer. */
export async function openNewDraft(page: Page, name: string): Promise<{ venueId: number; draftId: string }> {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live");
  const made = await page.evaluate(makeDraft, { name });
  await page.goto(`/organizer/halcyon-live/venues/${made.venueId}/halls/${made.draftId}`);
  await expect(page.getByRole("application", { name: "Drawing of the hall" })).toBeVisible();
  // The server sends the designer as it looks; buttons do something once its scripts have filled the drawing's layers.
  await expect(page.locator("[data-layer=picture] path")).toBeAttached();
  return made;
}

/** Runs in the page, whose session makes the calls. */
async function makeDraft({ name }: { name: string }): Promise<{ venueId: number; draftId: string }> {
  const send = async (path: string, body: object) => {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const { data } = await (await fetch("/api/v1/organizations")).json();
  const organization = data.find(({ slug }: { slug: string }) => slug === "halcyon-live");
  const venue = await send("/api/v1/venues", {
    organization_id: organization.id,
    name: `${name} ${Date.now()}`,
    address: "1 Main Street",
    city: "Pittsburgh",
    postcode: "15222",
    country: "US",
    time_zone: "America/New_York",
  });
  const draft = await send(`/api/v1/venues/${venue.id}/hall-drafts`, { name: "Main hall" });
  return { venueId: venue.id, draftId: draft.id };
}

/** Presses the pointer at one point of the drawing and lets it go at another; both from the drawing's upper left corner. */
export async function dragOnDrawing(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const box = await page.getByRole("application").boundingBox();
  if (!box) throw new Error("The drawing is not in view");
  await page.mouse.move(box.x + from[0], box.y + from[1]);
  await page.mouse.down();
  for (const share of [0.2, 0.5, 0.8, 1])
    await page.mouse.move(box.x + from[0] + (to[0] - from[0]) * share, box.y + from[1] + (to[1] - from[1]) * share);
  await page.mouse.up();
}

/** Presses one point of the drawing, from its upper left corner. */
export async function pressDrawing(
  page: Page,
  [x, y]: readonly [number, number],
  { isTwice = false } = {},
): Promise<void> {
  const box = await page.getByRole("application").boundingBox();
  if (!box) throw new Error("The drawing is not in view");
  await page.mouse.click(box.x + x, box.y + y, { clickCount: isTwice ? 2 : 1 });
}

/** Where the first two drawn seats stand on the screen. */
export async function seatSpots(page: Page): Promise<[{ x: number; y: number }, { x: number; y: number }]> {
  return page
    .locator(".hd-seat")
    .first()
    .evaluate((path) => {
      const spots = [...(path.getAttribute("d") ?? "").matchAll(/M(\S+) (\S+?)h0/g)].slice(0, 2);
      const matrix = (path as SVGPathElement).getScreenCTM();
      const [first, second] = spots.map(([, x, y]) => {
        const { x: left, y: top } = new DOMPoint(Number(x), Number(y)).matrixTransform(matrix ?? undefined);
        return { x: left, y: top };
      });
      if (!first || !second) throw new Error("There are no two seats");
      return [first, second];
    });
}

/** Draws a lasso around one seat. */
export async function drawAround(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  const r = 9;
  await page.mouse.move(x - r, y - r);
  await page.mouse.down();
  for (const [right, down] of [
    [r, -r],
    [r, r],
    [-r, r],
  ] as const)
    await page.mouse.move(x + right, y + down);
  await page.mouse.up();
}
