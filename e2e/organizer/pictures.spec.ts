import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { expect, test } from "../fixtures.ts";
import { dragOnDrawing, openNewDraft, pressDrawing } from "./designer-steps.ts";

const pictureOf = async (name: string, background: string) => {
  const drawn = sharp({ create: { width: 640, height: 480, channels: 3, background } });
  return { name: `${name}.png`, mimeType: "image/png", buffer: await drawn.png().toBuffer() };
};

// A file that is no picture is refused on purpose, and the browser reports the status on the console.
test.use({ allowedErrors: /status of 422/ });

test("pictures of a venue and the organizer's logo are on the event's page, in their order and in words", async ({
  page,
}) => {
  const { venueId, draftId } = await openNewDraft(page, "Picture House");
  await page.getByRole("button", { name: "Rows of seats" }).click();
  await dragOnDrawing(page, [200, 300], [360, 340]);
  await page.getByRole("button", { name: "Focal point", exact: true }).click();
  await pressDrawing(page, [280, 160]);
  await expect(page.getByText(/^Saved/)).toBeVisible();
  const slug = await page.evaluate(putOnSale, { venueId, draftId });

  await test.step("pictures are added, described and put in order", async () => {
    await page.goto(`/organizer/halcyon-live/venues/${venueId}/edit`);
    const add = page.getByLabel("Add a picture");
    await add.setInputFiles({ name: "notes.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await expect(page.getByText("notes.png is no PNG, JPEG or WebP picture by its content.")).toBeVisible();
    await add.setInputFiles(await pictureOf("stage", "#aa2222"));
    await page.getByLabel("What picture 1 shows (English)").fill("The stage from the door");
    await add.setInputFiles(await pictureOf("front", "#2222aa"));
    await expect(page.getByLabel("What picture 2 shows (English)")).toBeFocused();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(/Say of each picture what it shows in every language/)).toBeVisible();
    await expect(page.getByLabel("What picture 1 shows (English)")).toHaveValue("The stage from the door");
    await page.getByLabel("What picture 1 shows (Spanish)").fill("El escenario desde la puerta");
    await page.getByLabel("What picture 2 shows (English)").fill("The front at night");
    await page.getByLabel("What picture 2 shows (Spanish)").fill("La fachada de noche");
    await page.getByRole("button", { name: "Move picture 2 up" }).press("Enter");
    await expect(page.getByLabel("What picture 1 shows (English)")).toHaveValue("The front at night");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page).toHaveURL(/\/venues\/\d+$/);
  });

  await test.step("the logo is seen before it is saved, and then beside the organization's name", async () => {
    await page.goto("/organizer/halcyon-live/settings");
    const look = page.locator("form:has([name=color_light])");
    await look.getByLabel("Upload a logo").setInputFiles(await pictureOf("logo", "#11aa55"));
    await expectSeen(look.getByAltText("The logo on light pages"));
    await expectSeen(look.getByAltText("The logo on dark pages"));
    const notice = look.getByRole("group", { name: "Logo" }).getByRole("status");
    await expect(notice).toHaveText("This logo is not saved yet: press Save below.");
    await look.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.").first()).toBeVisible();
    await expect(notice).toBeEmpty();
    await page.reload();
    await expectSeen(page.getByRole("button", { name: /Halcyon Live/ }).locator("img"));
  });

  await test.step("fans see both", async () => {
    await page.goto(`/events/${slug}`);
    const pictures = page.getByRole("list", { name: /^Pictures of Picture House/ }).getByRole("img");
    await expect(pictures).toHaveCount(2);
    for (const [i, alt] of ["The front at night", "The stage from the door"].entries()) {
      await expect(pictures.nth(i)).toHaveAccessibleName(alt);
      await expectSeen(pictures.nth(i));
    }
    const imprint = page.locator("address").filter({ hasText: "Halcyon Live" });
    await expectSeen(imprint.locator("img"));
    await expectAccessible(page);
  });

  await test.step("the logo is taken away again", async () => {
    await page.goto("/organizer/halcyon-live/settings");
    const look = page.locator("form:has([name=color_light])");
    await look.getByRole("button", { name: "No logo" }).click();
    await expect(look.getByText("The logo is not taken away yet: press Save below.")).toBeVisible();
    await look.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.").first()).toBeVisible();
    await page.reload();
    await expect(page.getByRole("button", { name: /Halcyon Live/ }).locator("img")).toHaveCount(0);
  });
});

/** A picture is there once its pixels have come, which the browser asks for where they are looked at. */
async function expectSeen(picture: ReturnType<Page["locator"]>): Promise<void> {
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
}

/** Runs in the page, whose session makes the calls: publishes the draft, and an event in it. Answers its slug. */
async function putOnSale({ venueId, draftId }: { venueId: number; draftId: string }): Promise<string> {
  const send = async (method: string, path: string, body: object) => {
    const init = { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`/api/v1${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  const { revision } = await (await fetch(`/api/v1/hall-drafts/${draftId}`)).json();
  await send("POST", `/hall-drafts/${draftId}/publication`, { revision });
  const { data } = await (await fetch("/api/v1/organizations")).json();
  const organization = data.find(({ slug }: { slug: string }) => slug === "halcyon-live");
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const made = await send("POST", "/events", {
    ...{ organization_id: organization.id, venue_id: venueId, title: "An Evening in Pictures", category: "concerts" },
    ...{ performers: ["Los Faroles"], currency: "EUR" },
    ...{ doors_time: at(47), start_time: at(48), end_time: at(50) },
    price_levels: [{ name: "Seats", price: 40, fee: 2, layout_categories: [0] }],
  });
  const sold = await send("PATCH", `/events/${made.id}`, { status: "on_sale" });
  return String(sold.slug ?? made.slug);
}
