import type { HallPlan } from "../../lib/seating/plan/plan.ts";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { expect, test } from "../fixtures.ts";
import { dragOnDrawing, drawAround, openNewDraft, pressDrawing, seatSpots } from "./designer-steps.ts";

test("an organizer draws a hall with the pointer, undoes and redoes, and finds it saved", async ({ page }) => {
  await openNewDraft(page, "Pointer Hall");
  const counts = page.getByRole("region", { name: "Places of the hall" });

  await test.step("rows are drawn from corner to corner with live numbers", async () => {
    await page.getByRole("button", { name: "Rows of seats" }).click();
    await dragOnDrawing(page, [200, 300], [560, 520]);
    await expect(counts).toContainText(/[1-9]\d* places/);
    await expect(page.getByRole("heading", { name: "Rows of seats" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("a drag is one step", async () => {
    const left = page.getByLabel("From the left", { exact: true });
    const before = await left.inputValue();
    await dragOnDrawing(page, [300, 400], [420, 430]);
    await expect(left).not.toHaveValue(before);
    await page.getByRole("tab", { name: "History" }).click();
    await expect(page.getByRole("heading", { name: "2 steps" })).toBeVisible();
    await page.keyboard.press("Control+z");
    await page.getByRole("tab", { name: "Selected" }).click();
    await expect(left).toHaveValue(before);
    await page.keyboard.press("Control+Shift+z");
    await expect(left).not.toHaveValue(before);
  });

  await test.step("it bends by its handle", async () => {
    const handle = await page.locator("[data-handle=bend]").boundingBox();
    if (!handle) throw new Error("There is no handle to bend with");
    const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 20);
    await page.mouse.move(x, y + 45);
    await page.mouse.up();
    await expect(page.getByLabel("Curve in degrees")).not.toHaveValue("0");
  });

  await test.step("Escape ends the drag of a handle without a change", async () => {
    const curve = await page.getByLabel("Curve in degrees").inputValue();
    const rows = await page.getByLabel("Rows", { exact: true }).first().inputValue();
    for (const name of ["bend", "back", "turn"]) {
      const handle = await page.locator(`[data-handle=${name}]`).boundingBox();
      if (!handle) throw new Error(`There is no handle ${name}`);
      const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 20, y + 60, { steps: 4 });
      await page.keyboard.press("Escape");
      await page.mouse.move(x + 40, y + 90);
      await page.mouse.up();
    }
    await expect(page.getByLabel("Curve in degrees")).toHaveValue(curve);
    await expect(page.getByLabel("Rows", { exact: true }).first()).toHaveValue(rows);
    await page.getByRole("tab", { name: "History" }).click();
    await expect(page.getByRole("heading", { name: "3 steps" })).toBeVisible();
    await page.getByRole("tab", { name: "Selected" }).click();
  });

  await test.step("a stage, a table and a standing area", async () => {
    await page.getByRole("button", { name: "Stage", exact: true }).click();
    await dragOnDrawing(page, [200, 90], [600, 180]);
    await page.getByRole("button", { name: "Round table" }).click();
    await dragOnDrawing(page, [640, 300], [720, 380]);
    await page.getByRole("button", { name: "Standing area" }).click();
    await dragOnDrawing(page, [620, 480], [780, 640]);
    await expect(page.getByLabel("Capacity")).toBeVisible();
  });

  await test.step("an outline is drawn point by point and closed by its first corner", async () => {
    await page.getByRole("button", { name: "Outline point by point" }).click();
    await page.getByLabel("Draws").selectOption("Standing area");
    for (const corner of [
      [60, 300],
      [160, 310],
      [100, 480],
      [62, 302],
    ] as const)
      await pressDrawing(page, corner);
    await expect(page.getByLabel("Capacity")).toBeVisible();
    await page.getByText("3 corners", { exact: true }).click();
    await page.getByRole("button", { name: "Add a corner after corner 1" }).click();
    await expect(page.getByText("4 corners", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Outline point by point" }).click();
    for (const corner of [
      [620, 200],
      [700, 210],
    ] as const)
      await pressDrawing(page, corner);
    await pressDrawing(page, [650, 280], { isTwice: true });
    await expect(page.getByText("3 corners", { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("what is drawn is saved and comes back", async () => {
    await expect(page.getByText(/^Saved/)).toBeVisible();
    const said = (await counts.textContent()) ?? "";
    await page.reload();
    await expect(page.getByRole("region", { name: "Places of the hall" })).toHaveText(said);
  });

  await test.step("problems lead to their place", async () => {
    await page.getByRole("tab", { name: "Hall" }).click();
    await page.getByRole("button", { name: /^Section 1/ }).click();
    await page.getByLabel("Category", { exact: true }).selectOption({ label: "None yet" });
    await page.getByRole("tab", { name: /Problems/ }).click();
    await page.getByRole("button", { name: /has no category\..*and \d+ seats more like it/ }).click();
    await page.getByRole("tab", { name: "Selected" }).click();
    await expect(page.getByRole("heading", { name: /^\d{2,} seats/ })).toBeVisible();
    await expect(page.getByRole("button", { name: "Single seats" })).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
  });
});

test.describe("two editors and a lost connection", () => {
  // The refused save, and what is asked while the connection is cut, are said by the browser too.
  test.use({ allowedErrors: /409 \(Conflict\)|ERR_INTERNET_DISCONNECTED/ });

  test("nothing drawn without a connection is lost, and a newer state of another editor is not overwritten", async ({
    page,
    context,
  }) => {
    await openNewDraft(page, "Offline Hall");
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByRole("application")).toBeVisible();

    await other.getByRole("button", { name: "New section" }).click();
    await expect(other.getByText(/^Saved/)).toBeVisible();
    await page.getByRole("button", { name: "New standing area" }).click();
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByRole("button", { name: "See the newer state" }).click();
    await page.getByRole("tab", { name: "Hall" }).click();
    await expect(page.getByRole("button", { name: /^Section 1/ })).toBeVisible();
    await page.getByRole("application").focus();
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("button", { name: /^Standing 1/ })).toBeVisible();
    await expect(page.getByText(/^Saved/)).toBeVisible();

    await context.setOffline(true);
    await page.getByRole("button", { name: "Add stage" }).click();
    await expect(page.getByText("Offline – kept on this device")).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText(/^Saved/)).toBeVisible();
    await page.reload();
    await expect(page.getByRole("listitem").filter({ hasText: "Stage" }).first()).toBeVisible();
  });
});

test("an organizer paints, puts an aisle, and brings one deleted seat back", async ({ page }) => {
  await openNewDraft(page, "Painted Hall");
  await page.getByRole("button", { name: "Rows of seats" }).click();
  await dragOnDrawing(page, [200, 300], [560, 520]);
  const history = page.getByRole("tab", { name: "History" });

  await test.step("a stroke of the brush is one step, and its signs are on the seats", async () => {
    await page.getByRole("button", { name: "Brush for category and quality" }).click();
    await page.getByLabel("Paints").selectOption("Better or worse");
    await page.getByLabel("Takes").selectOption("Whole rows");
    await dragOnDrawing(page, [210, 310], [400, 310]);
    await expect(page.locator(".hd-better")).toHaveAttribute("d", /^M/);
    await history.click();
    await expect(page.getByRole("heading", { name: "2 steps" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("a problem of the whole hall leads to the hall's fields", async () => {
    await page.getByRole("tab", { name: /Problems/ }).click();
    await page.getByRole("button", { name: /No focal point/ }).click();
    await expect(page.getByRole("tab", { name: "Hall" })).toBeFocused();
    await expect(page.getByLabel("Name of the hall")).toBeVisible();
    await history.click();
  });

  await test.step("a press between two seats puts an aisle", async () => {
    await page.getByRole("button", { name: "Aisle between seats" }).click();
    const [first, second] = await seatSpots(page);
    await page.mouse.click((first.x + second.x) / 2, first.y);
    await expect(page.getByRole("heading", { name: "3 steps" })).toBeVisible();
  });

  await test.step("a deleted seat is chosen by its ring and comes back", async () => {
    const counts = page.getByRole("region", { name: "Places of the hall" });
    const before = (await counts.textContent()) ?? "";
    await page.getByRole("button", { name: "Single seats" }).click();
    const [seat] = await seatSpots(page);
    await page.mouse.click(seat.x, seat.y);
    await page.keyboard.press("Delete");
    await expect(counts).not.toHaveText(before);
    await drawAround(page, seat);
    await page.getByRole("tab", { name: "Selected" }).click();
    await page.getByRole("button", { name: "Bring 1 chosen seat back" }).click();
    await expect(counts).toHaveText(before);
  });

  await test.step("a second floor has rows, an aisle, a stroke and an outline of its own", async () => {
    await page.getByRole("tab", { name: "Hall" }).click();
    await page.getByRole("button", { name: "Add floor" }).click();
    await page.getByRole("button", { name: "Rows of seats" }).click();
    await dragOnDrawing(page, [200, 300], [560, 420]);
    await history.click();
    const steps = page.getByRole("heading", { name: /^\d+ steps$/ });
    const count = async () => Number.parseInt((await steps.textContent()) ?? "", 10);
    const after = await count();
    await page.getByRole("button", { name: "Aisle between seats" }).click();
    const [first, second] = await seatSpots(page);
    await page.mouse.click((first.x + second.x) / 2, first.y);
    await expect.poll(count).toBe(after + 1);
    await page.getByRole("button", { name: "Brush for category and quality" }).click();
    await page.getByLabel("Paints").selectOption("Better or worse");
    await dragOnDrawing(page, [210, 310], [400, 310]);
    await expect.poll(count).toBe(after + 2);

    // Enter closes an outline from the drawing.
    await page.getByRole("button", { name: "Outline point by point" }).click();
    await page.getByLabel("Draws").selectOption("Standing area");
    for (const corner of [
      [620, 480],
      [780, 480],
      [780, 640],
    ] as const)
      await pressDrawing(page, corner);
    await page.keyboard.press("Enter");
    await expect.poll(count).toBe(after + 3);
    await expect(page.getByText(/^Saved/)).toBeVisible();
    const { plan } = await page.evaluate(
      async (id) => (await fetch(`/api/v1/hall-drafts/${id}`)).json(),
      page.url().split("/").at(-1) ?? "",
    );
    expect(floorsOf(plan)).toEqual({ seated: [0, 1], standing: [1] });
  });
});

/** On which floors, counted from the lowest, rows and standing areas are. */
function floorsOf({ floors, sections }: Pick<HallPlan, "floors" | "sections">) {
  const on = (kind: "seated" | "standing") =>
    sections.filter((section) => section.kind === kind).map(({ floor }) => floors.findIndex(({ id }) => id === floor));
  return { seated: on("seated"), standing: on("standing") };
}
