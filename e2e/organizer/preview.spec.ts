import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

// A link that shows nothing answers 404.
test.use({ allowedErrors: /404 \(Not Found\)/ });

const SLUG = "the-lighthouse-keepers-daughter-london";

test("a draft is shown by its link to people without an account, until the link is revoked or the event published", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live");
  const copied = await page.evaluate(async (wanted) => {
    for (let at = 1; ; at++) {
      const { data } = await (await fetch(`/api/v1/events?limit=50&page=${at}`)).json();
      const found = data.find((event: { slug: string }) => event.slug === wanted);
      if (found || data.length === 0) return found?.id;
    }
  }, SLUG);
  await page.goto(`/organizer/halcyon-live/events/${copied}/copy`);
  const start = page.getByRole("group", { name: "Start", exact: true });
  await start.getByLabel("Day").fill("14");
  await start.getByLabel("Month").selectOption("5");
  await start.getByLabel("Year").fill("2030");
  await page.getByRole("button", { name: "Copy as a draft" }).click();
  await page.waitForURL(/\/events\/\d+\/setup/);
  const draft = /\/events\/(\d+)/.exec(page.url())?.[1];
  await page.goto(`/organizer/halcyon-live/events/${draft}`);
  await expect(page.getByText("There is no link now.")).toBeVisible();
  await expectAccessible(page);

  const make = async () => {
    await page.getByRole("button", { name: /^Make a/ }).click();
    const shown = page.getByRole("textbox", { name: "Preview link" });
    await expect(shown).toBeVisible();
    return new URL(await shown.inputValue()).pathname;
  };
  const first = await make();
  const fan = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}) })).newPage();

  await test.step("the page says that it is a preview, and search engines and caches keep nothing of it", async () => {
    const answer = await fan.goto(first);
    expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
    expect(answer?.headers()["cache-control"]).toContain("no-store");
    await expect(fan.getByText("This is a preview; not on sale.")).toBeVisible();
    await expect(fan.getByRole("heading", { name: "Prices" })).toBeVisible();
    const poster = fan.locator('img[src^="data:image/svg"]');
    await expect.poll(() => poster.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await expect(fan.getByRole("link", { name: "Choose seats" })).toHaveCount(0);
    await expectAccessible(fan);
  });

  await test.step("its seats are looked at with their prices; a press chooses nothing", async () => {
    await fan.getByRole("link", { name: "See the seats" }).filter({ visible: true }).click();
    await expect(fan.getByRole("grid")).toBeVisible();
    await expect(fan.getByText("Nothing can be held or bought in a preview.")).toBeVisible();
    await fan.getByRole("grid").click();
    await fan.getByRole("grid").press("ArrowRight");
    await fan.getByRole("grid").press("Enter");
    await expect(fan.getByRole("button", { name: /^(Hold|Reserve|Check out)/ })).toHaveCount(0);
    await expectAccessible(fan);
  });

  await test.step("a new link ends the one before, and a revoked one looks missing", async () => {
    await page.reload();
    const second = await make();
    expect((await fan.goto(first))?.status()).toBe(404);
    expect((await fan.goto(second))?.status()).toBe(200);
    await page.getByRole("button", { name: "Revoke the link" }).click();
    await expect(page.getByText("There is no link now.")).toBeVisible();
    expect((await fan.goto(second))?.status()).toBe(404);
    expect((await fan.goto(`${second}/seats`))?.status()).toBe(404);
  });

  await test.step("after publication the link leads to the public page", async () => {
    const link = await make();
    const published = await page.evaluate(
      async (id) =>
        (
          await fetch(`/api/v1/events/${id}`, {
            method: "PATCH",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ status: "on_sale" }),
          })
        ).status,
      draft,
    );
    expect(published).toBe(200);
    await fan.goto(link);
    await expect(fan).toHaveURL(/\/events\/[a-z]/);
  });
});
