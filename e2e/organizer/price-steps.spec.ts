import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

const SLUG = "bea-fontaine-london";

test("price steps are written by keyboard, played on a sale and saved", async ({ page }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const { data } = await (await page.request.get("/api/v1/events?limit=50")).json();
  const { id } = (data as { id: number; slug: string }[]).find(({ slug }) => slug === SLUG) ?? { id: 0 };
  const steps = await (await page.request.get(`/api/v1/events/${id}/price-steps`)).json();
  const [level] = steps.price_levels as { regular_price: number; fee: number; sold: number }[];
  const early = String(Math.max(Math.round((level?.regular_price ?? 0) * 0.8), Math.ceil(level?.fee ?? 0)));
  await page.goto(`/organizer/halcyon-live/events/${id}/price-steps`);
  await expect(page.getByText("No price changes by itself", { exact: true })).toBeVisible();
  await expectAccessible(page);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).press("Enter");

  await test.step("a step that is added takes the focus, and one that is removed gives it back", async () => {
    await press("Add prices by demand");
    await expect(page.getByLabel("Price level")).toBeFocused();
    await press("Add a share");
    await expect(page.getByLabel("From % sold").last()).toBeFocused();
    await press("Remove share 2");
    await expect(page.getByRole("button", { name: "Add a share" })).toBeFocused();
    await press("Remove step 1, By demand");
    await expect(page.getByRole("button", { name: "Add prices by demand" })).toBeFocused();
  });

  await test.step("what is wrong is said beside its field, and goes with its step", async () => {
    await press("Add an early bird");
    await press("Save the steps");
    await expect(page.getByText(/^Nothing was saved/)).toBeVisible();
    await expect(page.getByText("Write an amount such as 25 or 25.50.")).toBeVisible();
    await expect(page.getByLabel("Price", { exact: false }).nth(1)).toBeFocused();
    await expectAccessible(page);
    await press("Add a last minute");
    await press("Remove step 1, Early bird");
    await expect(page.getByText("Write an amount such as 25 or 25.50.")).toHaveCount(0);
    await press("Remove step 1, Last minute");
  });

  await test.step("a sale that is played says what it brings less than at the regular price", async () => {
    await press("Add an early bird");
    await page.keyboard.press("Tab");
    await page.keyboard.type(early);
    await page.getByLabel("Or after … sold").fill(String((level?.sold ?? 0) + 20));
    await press("Play the sale");
    await expect(page.getByRole("table", { name: "Who pays what" })).toBeVisible();
    await expect(page.getByText(/^−£\d.* \(−[\d.]+ %\)$/)).toBeVisible();
    await expect(page.getByText(/^−£0\.00/)).toHaveCount(0);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("they are saved, and are there again", async () => {
    await press("Save the steps");
    await expect(page.getByText("Price steps saved")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Price", { exact: false }).nth(1)).toHaveValue(early);
    await press("Remove step 1, Early bird");
    await press("Save the steps");
    await expect(page.getByText("Price steps saved")).toBeVisible();
  });
});
