import { crc32 } from "node:zlib";
import type { Page } from "@playwright/test";
import PdfDocument from "pdfkit";
import sharp from "sharp";
import { PICTURE_UPLOAD_BYTES_MAX } from "../../lib/catalog/pictures/picture-contract.ts";
import { expect, test } from "../fixtures.ts";
import { openNewDraft } from "./designer-steps.ts";
import { choosePicture, pictureInput, savedPlan, tracedPicture } from "./tracing-steps.ts";

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"';

/** A sheet of one colour, so that each kind of file becomes a picture of its own. */
const sheet = (background: string) => sharp({ create: { width: 400, height: 300, channels: 3, background } });

/** Two pages; each has a square of its own colour and a line of text. */
function twoPages(options: { userPassword?: string } = {}): Promise<Buffer> {
  const pdf = new PdfDocument({ size: [400, 300], ...options });
  const parts: Buffer[] = [];
  const done = new Promise<Buffer>((resolve) => pdf.on("end", () => resolve(Buffer.concat(parts))));
  pdf.on("data", (part: Buffer) => parts.push(part));
  pdf.rect(20, 20, 100, 100).fill("#cc0000").text("Page one", 20, 200);
  pdf.addPage().rect(200, 20, 100, 100).fill("#0000cc").text("Page two", 20, 200);
  pdf.end();
  return done;
}

/** A group that shows the one before it twice, so often: a few lines that are a million elements. */
function doublings(levels: number): string[] {
  const groups = Array.from(
    { length: levels },
    (_, i) => `<g id="g${i + 1}"><use href="#g${i}"/><use href="#g${i}"/></g>`,
  );
  return ['<g id="g0"><rect width="1" height="1"/></g>', ...groups];
}

/** The PNG with other sides in its head: a small file that says it unfolds to as many pixels. */
function withSides(png: Buffer, side: number): Buffer {
  const changed = Buffer.from(png);
  changed.writeUInt32BE(side, 16);
  changed.writeUInt32BE(side, 20);
  changed.writeUInt32BE(crc32(changed.subarray(12, 29)), 29);
  return changed;
}

/** The traced picture that a person sees: its address, once its pixels have come. */
async function seenPicture(page: Page): Promise<string> {
  const thumbnail = page.getByAltText("The picture that is traced");
  await expect.poll(() => thumbnail.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  const address = (await thumbnail.getAttribute("src")) ?? "";
  await expect(tracedPicture(page)).toHaveAttribute("href", address);
  return address;
}

/** The colour at a share of the width and height of the traced picture. */
const colourAt = (page: Page, across: number, down: number) =>
  page.getByAltText("The picture that is traced").evaluate(
    (image, [x, y]) => {
      const { naturalWidth: width, naturalHeight: height } = image as HTMLImageElement;
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext("2d");
      pen?.drawImage(image as HTMLImageElement, 0, 0);
      const [r = 0, g = 0, b = 0] = pen?.getImageData(x * width, y * height, 1, 1).data ?? [];
      return [r, g, b].map((value) => (value > 128 ? 1 : 0)).join("");
    },
    [across, down] as const,
  );

// The page's policy holds while an SVG is read; its styles work where it is drawn, as a picture. A refused worker or script still fails.
test.use({ allowedErrors: /^Applying inline style/ });

test("a PNG, a JPEG, an SVG and a page of a PDF become the picture to trace, and undo takes each back", async ({
  page,
}) => {
  const { draftId } = await openNewDraft(page, "Picture Hall");
  const seen: string[] = [];
  const take = async (name: string, mimeType: string, buffer: Buffer) => {
    await choosePicture(page, { name, mimeType, buffer });
    if (name.endsWith(".pdf")) {
      await page.getByLabel("Page of 2").fill("2");
      await page.getByAltText("Page 2 of the PDF").waitFor();
      await page.getByRole("button", { name: "Use this page" }).click();
    }
    const before = seen.at(-1);
    if (before !== undefined) await expect(tracedPicture(page)).not.toHaveAttribute("href", before);
    seen.push(await seenPicture(page));
  };
  await take("hall.png", "image/png", await sheet("#dddddd").png().toBuffer());
  await take("hall.jpg", "image/jpeg", await sheet("#eeeeee").jpeg().toBuffer());
  const square = `<svg ${XMLNS} viewBox="0 0 400 300"><style>.a{fill:#00cc00}</style><rect class="a" x="20" y="20" width="100" height="100"/></svg>`;
  await take("hall.svg", "image/svg+xml", Buffer.from(square));
  expect(await colourAt(page, 0.15, 0.2)).toBe("010");
  await take("hall.pdf", "application/pdf", await twoPages());
  expect(await colourAt(page, 0.6, 0.2)).toBe("001");
  expect(new Set(seen).size).toBe(4);
  expect((await savedPlan(page, draftId)).background?.picture).toBe(seen[3]?.replace("/pictures/", ""));

  await test.step("undo goes back through all four to none, redo and removing are steps too", async () => {
    await page.getByRole("application", { name: "Drawing of the hall" }).focus();
    for (const address of seen.slice(0, 3).reverse()) {
      await page.keyboard.press("Control+z");
      await expect(tracedPicture(page)).toHaveAttribute("href", address);
      expect(await seenPicture(page)).toBe(address);
    }
    await page.keyboard.press("Control+z");
    await expect(page.getByLabel("Choose a picture")).toBeVisible();
    await expect(tracedPicture(page)).toBeHidden();
    expect((await savedPlan(page, draftId)).background).toBeNull();
    await page.keyboard.press("Control+Shift+z");
    expect(await seenPicture(page)).toBe(seen[0]);
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(tracedPicture(page)).toBeHidden();
    await page.keyboard.press("Control+z");
    expect(await seenPicture(page)).toBe(seen[0]);
  });
});

test.describe("a file that cannot be traced", () => {
  // The browser notes the server's refusal of the cut PNG, and that the page's policy keeps a handler or a style from working while it reads an SVG.
  test.use({ allowedErrors: /status of 4(00|22)|^Executing inline event handler|^Applying inline style/ });

  test("is refused with a sentence that says what and where, and the picture before it stays", async ({ page }) => {
    const { draftId } = await openNewDraft(page, "Refused Hall");
    const blank = await sheet("#ffffff").png().toBuffer();
    await choosePicture(page, { name: "blank.png", mimeType: "image/png", buffer: blank });
    const before = await seenPicture(page);
    const noise = await sheet("#123456").png({ compressionLevel: 0 }).toBuffer();
    const svg = (...lines: string[]) =>
      Buffer.from([`<svg ${XMLNS} viewBox="0 0 9 9">`, ...lines, "</svg>"].join("\n"));
    const cases: readonly (readonly [name: string, buffer: Buffer, sentence: string])[] = [
      ["empty.png", Buffer.alloc(0), "This file is empty."],
      ["words.png", Buffer.from("no picture"), "This file is no PNG, JPEG, WebP, SVG or PDF by its content"],
      ["large.png", Buffer.alloc(PICTURE_UPLOAD_BYTES_MAX + 1), "This file has 21 MB; at most 20 MB are accepted."],
      ["cut.png", noise.subarray(0, noise.length / 2), "This picture is broken"],
      ["runs.svg", svg("<g/>", "<script>1</script>"), "This SVG runs something: <script> in line 3."],
      ["press.svg", svg('<g onclick="alert(1)"/>'), "This SVG runs something: onclick in line 2."],
      [
        "loads.svg",
        svg('<image href="http://127.0.0.1/x.png"/>'),
        "This SVG loads something from elsewhere: http://127.0.0.1/x.png in line 2.",
      ],
      ["broken.svg", svg("<g>"), "This SVG cannot be read: it is broken near line 3."],
      ["broken.pdf", (await twoPages()).subarray(0, 200), "This PDF cannot be read"],
      ["locked.pdf", await twoPages({ userPassword: "secret" }), "This PDF is locked by a password."],
      ["repeats.svg", svg(...doublings(20)), "This SVG repeats its parts more than 500,000 times."],
      ["pixels.png", withSides(blank, 12_000), "This picture has more than 50 million pixels."],
    ];
    for (const [name, buffer, sentence] of cases) {
      await test.step(name, async () => {
        await choosePicture(page, { name, mimeType: "image/png", buffer });
        await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
        await expect(pictureInput(page)).toHaveAccessibleDescription(new RegExp(sentence.slice(0, 12)));
        await expect(tracedPicture(page)).toHaveAttribute("href", before);
      });
    }
    await test.step("a picture without seats says so and changes nothing", async () => {
      await page.getByRole("button", { name: "Find seats", exact: true }).click();
      await expect(page.getByRole("alert").filter({ hasText: "No seats were found." })).toBeVisible();
    });
    await test.step("a press where there is no seat says so, and the search for any size is one press away", async () => {
      await page.getByRole("button", { name: "Show how large a seat is" }).click();
      const box = await tracedPicture(page).boundingBox();
      if (!box) throw new Error("The picture is not in view");
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.getByRole("button", { name: "Find seats", exact: true }).click();
      await expect(page.getByRole("alert").filter({ hasText: "There is no seat where you pressed." })).toBeVisible();
      await page.getByRole("button", { name: "Forget the seat that I pressed" }).click();
    });
    const plan = await savedPlan(page, draftId);
    expect(plan.background?.picture).toBe(before.replace("/pictures/", ""));
    expect(plan.sections).toEqual([]);
  });
});
