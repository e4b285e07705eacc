import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { CARDS, expectTickets, goToCheckout, openMap, payWith } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";
import { eventId } from "./event-id.ts";

const SLUG = "lantern-jazz-days-london";

test("an organizer pauses a sale with one switch, open pages hear of it, what is held is paid for, and it goes on", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const id = await eventId(page, SLUG);
  const fanAtTheMap = async () => {
    const fan = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB" })).newPage();
    await fan.goto(`/events/${SLUG}`);
    await openMap(fan);
    await fan.getByRole("button", { name: /Find \d together/ }).click();
    await fan.getByRole("button", { name: /^Take for/ }).click();
    return fan;
  };
  const holder = await fanAtTheMap();
  await holder.getByRole("button", { name: /^Hold seat/ }).click();
  await expect(holder.getByText("Held for you").filter({ visible: true }).first()).toBeVisible();
  const chooser = await fanAtTheMap();

  await test.step("what will happen stands there before it does, and the keyboard is enough", async () => {
    await page.goto(`/organizer/halcyon-live/events/${id}`);
    await page.getByRole("button", { name: "Pause the sale" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Pause the sale of this event?" });
    await expect(dialog).toContainText("keeps them until their time runs out");
    await expectAccessible(page);
    await dialog.getByLabel("Why").fill("A wrong price on the floor");
    await dialog.getByRole("button", { name: "Pause the sale" }).press("Enter");
    await expect(page.getByText("The sale is paused", { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("open maps hear of it without a reload: the choice waits, and the hold stays", async () => {
    const title = "The organizer has paused the sale for a moment";
    await expect(chooser.getByText(title).filter({ visible: true }).first()).toBeVisible();
    await expect(chooser.getByRole("button", { name: /^Hold seat/ })).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(chooser);
    const kept = holder.getByText(/Your seats stay yours until the time runs out/).filter({ visible: true });
    await expect(kept.first()).toBeVisible();
    await goToCheckout(holder);
    await payWith(holder, CARDS.success);
    await expectTickets(holder, 2);
  });

  const reader = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-GB" })).newPage();
  await test.step("the event's page says it", async () => {
    await expect(async () => {
      await reader.goto(`/events/${SLUG}`);
      await expect(reader.getByText("The sale is paused for a moment").first()).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expectAccessible(reader);
  });

  await test.step("it goes on: the choice is held, and the event's page hears of it by itself", async () => {
    await page.getByRole("button", { name: "Let the sale go on" }).click();
    const dialog = page.getByRole("dialog", { name: "Let the sale go on?" });
    await dialog.getByRole("button", { name: "Let the sale go on" }).click();
    await expect(page.getByRole("button", { name: "Pause the sale" })).toBeVisible();
    const hold = chooser.getByRole("button", { name: /^Hold seat/ });
    await expect(hold).toHaveAttribute("aria-disabled", "false");
    await hold.click();
    await expect(chooser.getByText("Held for you").filter({ visible: true }).first()).toBeVisible();
    await expect(reader.getByText("The sale is paused for a moment")).toHaveCount(0, { timeout: 60_000 });
  });

  await test.step("the audit log has both, with the reason", async () => {
    await page.goto(`/organizer/halcyon-live/audit?event_id=${id}&action=sale`);
    await expect(page.getByText("Paused the sale").first()).toBeVisible();
    await expect(page.getByText("Let the sale go on").first()).toBeVisible();
  });
});
