import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

test("an organizer adds a venue, keeps both people's changes to it, and opens the draft of a hall", async ({
  page,
  context,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live/venues");
  await page.getByRole("link", { name: "Add a venue" }).click();

  await test.step("what is missing is said beside its field, and the time zone follows the place", async () => {
    await page.getByLabel("Name", { exact: true }).fill("Teatro del Norte");
    await page.getByRole("button", { name: "Add venue" }).click();
    await expect(page.getByText("Say the city.")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Teatro del Norte");
    await expectAccessible(page);
    await page.getByLabel("Street and number").fill("Calle Mayor 1");
    await page.getByLabel("City").fill("Madrid");
    await page.getByLabel("Country").selectOption("ES");
    const zone = page.getByLabel("Time zone");
    await expect(zone.getByRole("option", { name: "From the place: Europe/Madrid" })).toBeAttached();
    await page.getByRole("button", { name: "Add an entrance" }).press("Enter");
    await page.keyboard.type("Main entrance");
    await page.getByRole("button", { name: "Add an entrance" }).press("Enter");
    await page.keyboard.type("Side entrance");
    await page.getByRole("button", { name: "Move entrance 2 up" }).press("Enter");
    await expect(page.getByLabel("Entrance 1", { exact: true })).toBeFocused();
    await expect(page.getByLabel("Entrance 1", { exact: true })).toHaveValue("Side entrance");
    await page.getByRole("button", { name: "Add venue" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Teatro del Norte" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the second of two who save sees what the first changed, and decides", async () => {
    const edit = page.getByRole("link", { name: "Edit venue" });
    const venue = page.url();
    await edit.click();
    await expect(page.getByLabel("City")).toHaveValue("Madrid");
    const other = await context.newPage();
    await other.goto(`${venue}/edit`);
    await other.getByLabel("Street and number").fill("Calle Mayor 2");
    await other.getByLabel("City").fill("Getafe");
    await other.getByRole("button", { name: "Save" }).click();
    await expect(other.getByText("Getafe")).toBeVisible();
    await other.close();
    await page.getByLabel("Street and number").fill("Calle Menor 9");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Nothing of yours is saved yet.")).toBeVisible();
    await expect(page.getByLabel("City")).toHaveValue("Getafe");
    await expect(page.getByRole("textbox", { name: "Street and number" })).toHaveValue("Calle Menor 9");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Take theirs: Street and number" }).click();
    await expect(page.getByRole("textbox", { name: "Street and number" })).toHaveValue("Calle Mayor 2");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Teatro del Norte" })).toBeVisible();
    await expect(page.getByText("Calle Mayor 2")).toBeVisible();
  });

  await test.step("a new hall opens in the designer, and its draft is listed at the venue", async () => {
    const venue = page.url();
    await page.getByLabel("Name of the new hall").fill("Sala grande");
    await page.getByRole("button", { name: "Draw a new hall" }).click();
    await expect(page).toHaveURL(/\/venues\/\d+\/halls\/[0-9a-f-]{36}$/);
    await page.goto(venue);
    await expect(page.getByRole("link", { name: "Sala grande" })).toBeVisible();
    await page.getByRole("button", { name: "Delete the draft Sala grande" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("No drafts.")).toBeVisible();
  });
});
