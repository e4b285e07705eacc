import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

/** Left half in one colour, right half in the other, so that a cut tells where its focal point is. */
async function pictureOf(name: string, left: string, right: string) {
  const half = await sharp({ create: { width: 600, height: 600, channels: 3, background: right } })
    .png()
    .toBuffer();
  const drawn = sharp({ create: { width: 1_200, height: 600, channels: 3, background: left } });
  const buffer = await drawn
    .composite([{ input: half, left: 600, top: 0 }])
    .png()
    .toBuffer();
  return { name: `${name}.png`, mimeType: "image/png", buffer };
}

// A file that is no picture is refused on purpose, and the browser reports the status on the console.
test.use({ allowedErrors: /status of 422/ });

test("pictures of an event are uploaded, cut around a focal point that keys move, and seen on its page, in lists and in shared links", async ({
  page,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live");
  const { id, slug } = await page.evaluate(putOnSale);
  const form = page.getByRole("region", { name: "Pictures" });

  await test.step("a text that is called .jpg is refused beside the field, and nothing is kept", async () => {
    await page.goto(`/organizer/halcyon-live/events/${id}/details`);
    await expect(form.getByText("There is no picture: the event has a poster that is drawn")).toBeVisible();
    const add = form.getByLabel("Add a picture");
    await add.setInputFiles({ name: "band.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
    await expect(form.getByText("band.jpg is no PNG, JPEG or WebP picture by its content.")).toBeVisible();
    await expect(add).toHaveAttribute("aria-invalid", "true");
  });

  await test.step("a picture is said in every language, and its focal point moved by keys with the cuts", async () => {
    await form.getByLabel("Add a picture").setInputFiles(await pictureOf("band", "#aa2222", "#2222aa"));
    await expect(form.getByLabel("What picture 1 shows (English)")).toBeFocused();
    await form.getByRole("button", { name: "Save pictures" }).click();
    await expect(form.getByText("Say what the picture shows, or that it is decorative.").first()).toBeVisible();
    await form.getByLabel("What picture 1 shows (English)").fill("The band on stage");
    await form.getByLabel("What picture 1 shows (Spanish)").fill("La banda en el escenario");
    const point = form.getByRole("button", { name: "Focal point of picture 1" });
    await point.focus();
    const poster = form.getByRole("list", { name: "How picture 1 is cut" }).locator("img").first();
    await expect(poster).toHaveCSS("object-position", "50% 50%");
    for (let i = 0; i < 4; i++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await expect(form.getByText("91 % from the left, 41 % from the top")).toBeVisible();
    await expect(poster).toHaveCSS("object-position", "100% 50%");
    await point.click({ position: { x: 4, y: 20 } });
    await expect(poster).toHaveCSS("object-position", "0% 50%");
    await point.focus();
    for (let i = 0; i < 9; i++) await page.keyboard.press("Shift+ArrowRight");
    await expect(poster).toHaveCSS("object-position", "100% 50%");
  });

  await test.step("a second one comes after it, and the form is accessible", async () => {
    await form.getByLabel("Add a picture").setInputFiles(await pictureOf("hall", "#116633", "#663311"));
    await form.getByRole("checkbox", { name: /Picture 2 is decorative/ }).check();
    await expectAccessible(page);
    await form.getByRole("button", { name: "Save pictures" }).click();
    await expect(form.getByText("Pictures saved.")).toBeVisible();
    await page.reload();
    await expect(form.getByLabel("What picture 1 shows (English)")).toHaveValue("The band on stage");
    await expect(form.getByText(/^\d+\s% from the left/).first()).toContainText(/9\d\s% from the left/);
  });

  await test.step("fans see the picture on the event's page first, cut around the point, and the second below", async () => {
    await page.goto(`/events/${slug}`);
    const poster = page.getByRole("img", { name: "The band on stage" });
    await expectSeen(poster);
    await expect(poster).toHaveCSS("object-position", "100% 50%");
    await expect(poster).toHaveAttribute("fetchpriority", "high");
    await expect(poster).toHaveAttribute("width", "1200");
    await expect(page.getByRole("list", { name: "Pictures of the event" }).getByRole("listitem")).toHaveCount(1);
    const shared = await page.locator('meta[property="og:image"]').getAttribute("content");
    const answer = await page.request.get(new URL(shared ?? "").pathname + new URL(shared ?? "").search);
    expect(answer.headers()["cache-control"]).toContain("immutable");
    const jpeg = sharp(await answer.body());
    const { channels } = await jpeg.stats();
    expect(await jpeg.metadata()).toMatchObject({ format: "jpeg", width: 1_200, height: 630 });
    expect(channels[2]?.mean).toBeGreaterThan(channels[0]?.mean ?? 0);
    await expectAccessible(page);
  });

  await test.step("and on its card", async () => {
    await page.goto("/search?q=A+Night+of+Pictures");
    const card = page.getByRole("article").filter({ hasText: "A Night of Pictures" }).first();
    await expectSeen(card.locator("img"));
    await expect(card.locator("img")).toHaveCSS("object-position", "100% 50%");
  });
});

/** A picture is there once its pixels have come, which the browser asks for where they are looked at. */
async function expectSeen(picture: ReturnType<Page["locator"]>): Promise<void> {
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
}

/** Runs in the page, whose session makes the calls: puts an event at a shared venue on sale. */
async function putOnSale(): Promise<{ id: number; slug: string }> {
  const read = async (path: string) => (await fetch(`/api/v1${path}`)).json();
  const organizations = await read("/organizations");
  const organization = organizations.data.find((each: { slug: string }) => each.slug === "halcyon-live");
  const [venue] = (await read("/venues")).data;
  const { categories, unsold_categories: unsold } = venue.layout;
  const sold = categories.map((_: string, i: number) => i).filter((i: number) => !unsold.includes(i));
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const response = await fetch("/api/v1/events", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...{ organization_id: organization.id, venue_id: venue.id, title: "A Night of Pictures", category: "concerts" },
      ...{ performers: ["Los Faroles"], currency: "EUR", status: "on_sale" },
      ...{ doors_time: at(947), start_time: at(948), end_time: at(950) },
      price_levels: [{ name: "Seats", price: 40, fee: 2, layout_categories: sold }],
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return JSON.parse(text);
}
