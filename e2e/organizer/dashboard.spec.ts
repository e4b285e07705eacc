import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

// What is asked while the connection is cut fails, and the browser says so.
test.use({ allowedErrors: /ERR_INTERNET_DISCONNECTED/ });

test("an organizer finds an event by keyboard, walks and filters the tables, and loses nothing typed", async ({
  page,
  context,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live");
  await expect(page.getByRole("link", { name: "My tickets" })).toBeHidden();

  await test.step("the palette goes to a page and to an event of the organization", async () => {
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Search and go to" });
    await expect(palette.getByRole("option", { name: "Webhooks" })).toBeVisible();
    await expectAccessible(page);
    await palette.getByRole("combobox").fill("Nordlicht");
    await expect(palette.getByRole("option", { name: /Nordlicht/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/events\/\d+$/);
    await expect(page.getByRole("button", { name: /Nordlicht/ })).toBeVisible();
    await page.keyboard.press("Control+k");
    await expect(palette).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
  });

  await test.step("filters and order stand in the address", async () => {
    await page.getByRole("navigation", { name: "Sections", exact: true }).getByRole("link", { name: "Events" }).click();
    const table = page.getByRole("grid", { name: "Events" });
    await table.getByRole("button", { name: "Taken" }).click();
    await expect(page).toHaveURL(/sort=-taken/);
    await page.getByRole("search").getByLabel("State").selectOption({ label: "Sold out" });
    await expect(page).toHaveURL(/state=sold_out/);
    await expect(table.getByText("Saint Ordinary")).toBeVisible();
    await expect(table.getByText("Nordlicht")).toBeHidden();
    await page.reload();
    await expect(page.getByRole("search").getByLabel("State")).toHaveValue("sold_out");
    await expect(table.getByRole("columnheader", { name: "Taken" })).toHaveAttribute("aria-sort", "descending");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(table.getByText("Nordlicht")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("rows are walked by arrows and opened by Enter", async () => {
    const rows = page.getByRole("grid", { name: "Events" }).locator("[data-row]");
    await rows.first().focus();
    await page.keyboard.press("ArrowDown");
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press("End");
    await expect(rows.last()).toBeFocused();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/events\/\d+$/);
  });

  await test.step("details open beside the list, and Escape gives the focus back to the row", async () => {
    await page.goto("/organizer/halcyon-live/audit");
    const rows = page.getByRole("grid", { name: "Audit log" }).locator("[data-row]");
    await rows.first().focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog", { name: "Signed in" });
    await expect(panel).toBeFocused();
    await expect(page).toHaveURL(/detail=/);
    await expectAccessible(page);
    await page.reload();
    // The server sends it open; it takes keys once its script has given it the focus.
    await expect(panel).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await expect(rows.first()).toBeFocused();
  });

  await test.step("a day that is typed as a filter is asked for once it is whole", async () => {
    await page.goto("/organizer/halcyon-live/audit");
    const asked = new Set<string | null>();
    page.on("request", (request) => asked.add(new URL(request.url()).searchParams.get("from")));
    const from = page.getByLabel("From", { exact: true });
    // The field is React's once its props are there; what is typed before that is not its filter yet.
    await expect
      .poll(() => from.evaluate((field) => Object.keys(field).some((key) => key.startsWith("__reactProps"))))
      .toBe(true);
    await from.focus();
    await page.keyboard.type("1111202");
    await expect(from).toHaveValue("0202-11-11");
    await page.keyboard.type("6");
    await expect(page).toHaveURL(/from=2026-11-11/);
    await expect.poll(() => [...asked].filter((day) => day !== null)).toEqual(["2026-11-11"]);
  });

  await test.step("a form with changes asks before it is left, and keeps them without a connection", async () => {
    await page.goto("/organizer/halcyon-live/webhooks");
    const address = page.getByRole("textbox").first();
    await address.fill("https://hooks.example.org/fairseat");
    const sections = page.getByRole("navigation", { name: "Sections", exact: true });
    await sections.getByRole("link", { name: "Events" }).click();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await question.getByRole("button", { name: "Stay here" }).click();
    await expect(address).toHaveValue("https://hooks.example.org/fairseat");

    await context.setOffline(true);
    await page.getByRole("button", { name: "Add webhook" }).click();
    await expect(page.getByText("The form was not sent and keeps what you typed.")).toBeVisible();
    await expect(address).toHaveValue("https://hooks.example.org/fairseat");
    await context.setOffline(false);
    await expect(page.getByText("The form was not sent")).toBeHidden();

    await sections.getByRole("link", { name: "Events" }).click();
    await question.getByRole("button", { name: "Leave" }).click();
    await expect(page).toHaveURL(/\/events$/);
  });
});

test("on a phone the section of an event that is open is in sight, as far right as it may be", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live/events");
  await page.getByRole("link", { name: "Nordlicht" }).click();
  await expect(page).toHaveURL(/\/events\/\d+$/);
  await page.goto(`${page.url()}/access`);
  const sections = page.getByRole("navigation", { name: "Sections of the event" });
  await expect(sections.getByRole("link", { name: "Access" })).toBeInViewport();
  await expect(sections.getByRole("link", { name: "Overview" })).not.toBeInViewport();
});
