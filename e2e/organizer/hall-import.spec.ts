import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

// The browser itself writes a refused upload into its console.
test.use({ allowedErrors: /422 \(Unprocessable Entity\)/ });

const HEADER = "section,row,seat,x,y,category,kind";
const SEATS = ["Stalls,A,1,0,0,Gold,wheelchair", "Stalls,A,2,20,0,Gold,", "Stalls,B,1,0,20,Silver,"];

const csv = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(lines.join("\n")),
});

test("an organizer imports a hall from a file, reads it another way, and opens it in the designer", async ({
  page,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live/venues/new");
  await page.getByLabel("Name", { exact: true }).fill("Teatro del Sur");
  await page.getByLabel("Street and number").fill("Calle Mayor 1");
  await page.getByLabel("City").fill("Madrid");
  await page.getByLabel("Country").selectOption("ES");
  await page.getByRole("button", { name: "Add venue" }).click();
  await page.getByRole("link", { name: "Import from a file" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import a hall" })).toBeVisible();
  const file = page.getByLabel("Choose a file");

  await test.step("a broken file is refused with what is wrong and where", async () => {
    await file.setInputFiles(csv("broken.csv", [HEADER, ...SEATS, "Stalls,B,1,40,20,Silver,"]));
    await expect(page.getByText("This file cannot be read as a hall.")).toBeVisible();
    await expect(page.getByText(/^Line 5:/)).toBeVisible();
    await expect(file).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
    await file.setInputFiles(csv("empty.csv", []));
    await expect(page.getByText("This file is empty.")).toBeVisible();
  });

  await test.step("a list is read, and shown with its figures and first places", async () => {
    await file.setInputFiles(csv("sala-sur.csv", [HEADER, ...SEATS]));
    await expect(page.getByRole("heading", { name: "What the file says" })).toBeFocused();
    await expect(page.getByRole("definition")).toHaveText(["3", "1", "2", "1", "0"]);
    await expect(page.getByText("Stalls, row A, seat 2")).toBeVisible();
    await expect(page.getByRole("img", { name: "The hall as it was read" })).toBeVisible();
  });

  await test.step("options say which field is wrong, and read the file again", async () => {
    await page.getByText("Read it another way").press("Enter");
    await page.getByLabel("x", { exact: true }).fill("10");
    await page.getByRole("button", { name: "Read it again" }).press("Enter");
    await expect(page.getByText("Give x and y as numbers, or neither.")).toBeVisible();
    await page.getByLabel("x", { exact: true }).fill("");
    await page.getByLabel("Section", { exact: true }).selectOption("category");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Read it again" }).press("Enter");
    await expect(page.getByRole("definition").nth(1)).toHaveText("2");
    await expect(page.getByText("Gold, row A, seat 2")).toBeVisible();
  });

  await test.step("the draft opens in the designer", async () => {
    const name = page.getByLabel("Name of the hall");
    await name.fill("");
    await page.getByRole("button", { name: "Open in the designer" }).click();
    await expect(page.getByText("Give the hall a name.")).toBeVisible();
    await name.fill("Sala sur");
    await page.getByRole("button", { name: "Open in the designer" }).click();
    await expect(page).toHaveURL(/\/venues\/\d+\/halls\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("heading", { level: 1, name: "Sala sur" })).toBeVisible();
  });
});
