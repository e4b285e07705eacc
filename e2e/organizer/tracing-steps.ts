import { expect, type Locator, type Page } from "@playwright/test";
import sharp from "sharp";
import type { Layout } from "../../lib/seating/layout.ts";
import { exportSvg } from "../../lib/seating/plan/export-plan/export-svg.ts";
import type { HallPlan } from "../../lib/seating/plan/plan.ts";

type Spot = readonly [x: number, y: number];

/** A hall as a picture of it, `scale` pixels for each unit of the layout. */
export async function pictureOf(layout: Layout): Promise<{ png: Buffer; scale: number }> {
  const scale = 2_400 / Math.max(layout.width, layout.height);
  const [width, height] = [Math.round(layout.width * scale), Math.round(layout.height * scale)];
  const png = await sharp(Buffer.from(exportSvg(layout, { frame: "leftOut" })), { density: 72 * scale })
    .resize({ width, height, fit: "fill" })
    .flatten({ background: "#ffffff" })
    .png()
    .toBuffer();
  return { png, scale };
}

export const pictureInput = (page: Page): Locator => page.getByLabel(/^Choose (a|another) picture$/);

export async function choosePicture(
  page: Page,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await pictureInput(page).setInputFiles(file);
}

export const tracedPicture = (page: Page): Locator => page.locator("[data-layer=picture] image");

/** Where a pixel of the traced picture is on the screen. */
export async function onScreen(page: Page, [px, py]: Spot, size: Spot): Promise<Spot> {
  const box = await tracedPicture(page).boundingBox();
  if (!box) throw new Error("The picture is not in view");
  return [box.x + (px / size[0]) * box.width, box.y + (py / size[1]) * box.height];
}

/** The draft's plan as the server has it, once everything is saved. */
export async function savedPlan(page: Page, draftId: string): Promise<HallPlan> {
  await page.keyboard.press("Control+s");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  return page.evaluate(async (id) => (await (await fetch(`/api/v1/hall-drafts/${id}`)).json()).plan, draftId);
}

/** What one hand does: each click, drag, typed or chosen field is an action. */
export function countingHand(page: Page) {
  let actions = 0;
  return {
    actions: () => actions,
    click: async (target: Locator) => {
      actions++;
      await target.click();
    },
    press: async ([x, y]: Spot) => {
      actions++;
      await page.mouse.click(x, y);
    },
    type: async (field: Locator, text: string) => {
      actions++;
      await field.fill(text);
    },
    choose: async (field: Locator, label: string) => {
      actions++;
      await field.selectOption({ label });
    },
    file: async (file: { name: string; mimeType: string; buffer: Buffer }) => {
      actions++;
      await choosePicture(page, file);
    },
    /** One drag along corners of the screen, back to the first. */
    lasso: async (corners: readonly Spot[]) => {
      actions++;
      const [first = [0, 0], ...rest] = corners;
      await page.mouse.move(first[0], first[1]);
      await page.mouse.down();
      for (const [x, y] of [...rest, first]) await page.mouse.move(x, y, { steps: 4 });
      await page.mouse.up();
    },
  };
}
