import type { Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import type { DemoServer } from "../demo-server.ts";
import { PASSWORD, signUp, turnOnApp } from "../fan/account-steps.ts";
import { CARDS, expectTickets, goToCheckout, holdBest, openMap, payWith } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";
import { eventId } from "./event-id.ts";

const SLUG = "hamlet-almost-new-york";
const DESK = "/organizer/halcyon-live";
const PROGRAMME = `Programme ${Date.now()}`;
const PROGRAMME_PRICE = 7.5;

test("staff refund an add-on alone and then one ticket; an older preview refunds nothing", async ({
  page,
  browser,
  demo,
}) => {
  const aPage = async () => (await browser.newContext({ baseURL: demo.url })).newPage();
  const fan = await aPage();

  await test.step("a new manager has a second factor and an event with a programme", async () => {
    await joinAsManager(page, await aPage(), demo);
    const id = await eventId(page, SLUG);
    const made = await page.request.post(`/api/v1/events/${id}/add-ons`, {
      data: { name: { en: PROGRAMME }, price: PROGRAMME_PRICE, stock: 10 },
    });
    expect(made.status(), await made.text()).toBe(201);
  });

  await test.step("a fan buys two seats with one programme", async () => {
    await fan.goto(`/events/${SLUG}`);
    await openMap(fan);
    await holdBest(fan);
    await goToCheckout(fan);
    await fan.getByRole("combobox", { name: PROGRAMME }).selectOption("1");
    await expect(fan.getByText(`1 × ${PROGRAMME}`)).toBeVisible();
    await payWith(fan, CARDS.success);
    await expectTickets(fan, 2);
  });
  const order = `${DESK}/orders/${/ORD-[\w-]+/.exec(fan.url())?.[0]}`;
  const colleague = await page.context().newPage();
  await page.goto(order);
  const paid = await dollarsOf(
    page.getByRole("region", { name: "How the price came about" }).locator("dl div", { hasText: "Total" }),
  );

  await test.step("nothing chosen is said; a preview says the amount and what remains", async () => {
    await refundForm(page).getByRole("button", { name: "Show what goes back" }).click();
    await expect(refundForm(page).getByText("Choose at least one ticket or add-on.")).toBeVisible();
    await expectAccessible(page);
    await reviewProgramme(page);
    await expect(refundForm(page).getByText(`1 × ${PROGRAMME}`)).toBeVisible();
    await expect(refundForm(page).getByRole("listitem")).toHaveCount(1);
    expect(await dollarsOf(remaining(page))).toBeCloseTo(paid - PROGRAMME_PRICE, 2);
    await expectAccessible(page);
    await colleague.goto(order);
    await reviewProgramme(colleague);
  });

  await test.step("the programme is refunded, and the list of refunds shows it", async () => {
    await refundForm(page).getByRole("button", { name: "Refund", exact: true }).click();
    await expect(refundForm(page).getByText("$7.50 goes back to the buyer.")).toBeVisible();
    await expect(refundForm(page).getByLabel(PROGRAMME)).toHaveCount(0);
    await expect(refunds(page)).toHaveCount(1);
    await expect(refunds(page)).toContainText(["$7.50"]);
    await expect(refunds(page)).toContainText([`1 × ${PROGRAMME}`]);
    await expect(refunds(page)).toContainText(["No reason given"]);
    await expectAccessible(page);
  });

  await test.step("the older preview of another tab is refused, and nothing more goes back", async () => {
    await refundForm(colleague).getByRole("button", { name: "Refund", exact: true }).click();
    await expect(
      colleague.getByText("Another part of this order was refunded meanwhile, and nothing more was refunded now.", {
        exact: false,
      }),
    ).toBeVisible();
    await expectAccessible(colleague);
    await colleague.close();
    await page.reload();
    await expect(refunds(page)).toHaveCount(1);
    await expect(refunds(page)).toContainText(["Refunded"]);
  });

  await test.step("one ticket is refunded with a reason, and the other stays", async () => {
    const form = refundForm(page);
    await expect(form.getByRole("checkbox")).toHaveCount(2);
    await form.getByRole("checkbox").first().check();
    await form.getByLabel("Reason").fill("Wet seat");
    await form.getByRole("button", { name: "Show what goes back" }).press("Enter");
    await expect(form.getByText("Reason: Wet seat")).toBeVisible();
    const amount = await dollarsOf(form.getByText(/^You refund/));
    expect(amount).toBeGreaterThan(0);
    expect(await dollarsOf(remaining(page))).toBeCloseTo(paid - PROGRAMME_PRICE - amount, 2);
    await expectAccessible(page);
    await form.getByRole("button", { name: "Refund", exact: true }).click();
    await expect(form.getByText(`$${amount.toFixed(2)} goes back to the buyer.`)).toBeVisible();
    await expect(refunds(page)).toHaveCount(2);
    await expect(refunds(page).first()).toContainText(`$${amount.toFixed(2)}`);
    await expect(refunds(page).first()).toContainText("Wet seat");
    await expect(form.getByRole("checkbox")).toHaveCount(1);
    await expectAccessible(page);
  });
});

const refundForm = (page: Page) => page.getByRole("region", { name: "Refund tickets and add-ons" });
const refunds = (page: Page) => page.getByRole("region", { name: "Refunds", exact: true }).locator("> ul > li");
const remaining = (page: Page) => refundForm(page).locator("dl div", { hasText: "left to refund after it" });

/** The amount that a text names. */
async function dollarsOf(text: ReturnType<Page["locator"]>): Promise<number> {
  return Number(/\$([\d,]+\.\d\d)/.exec((await text.textContent()) ?? "")?.[1]?.replaceAll(",", ""));
}

/** Staff choose the programme of the order alone and look at what would go back. */
async function reviewProgramme(page: Page): Promise<void> {
  const form = refundForm(page);
  await form.getByLabel(PROGRAMME).selectOption({ label: "1" });
  await form.getByRole("button", { name: "Show what goes back" }).press("Enter");
  await expect(form.getByText("You refund $7.50:")).toBeVisible();
}

/**
 * A person with a new account and a second factor joins. A new administrator invites them: with a second factor of their own, the demo's
 * people could no longer sign in by password alone in other tests.
 */
async function joinAsManager(page: Page, administrator: Page, { run }: DemoServer): Promise<void> {
  const printed = await run("deploy/create-administrator.ts", `boss-${Date.now()}@example.com`);
  await administrator.goto(/\/sign-in\/administrator\?\S+/.exec(printed)?.[0] ?? printed);
  await administrator.getByLabel("Password").fill(PASSWORD);
  await administrator.getByRole("button", { name: "Become the administrator" }).click();
  await administrator.waitForURL(/\/account\/security\/two-factor/);
  await turnOnApp(administrator);

  const email = await signUp(page, "refunds");
  await turnOnApp(page);
  await administrator.goto(`${DESK}/members`);
  await administrator.getByLabel("Mail address").fill(email);
  const form = administrator.locator("form", { has: administrator.getByRole("button", { name: "Send invitation" }) });
  await form.getByLabel("Role", { exact: true }).selectOption("Manager");
  await form.getByRole("button", { name: "Send invitation" }).click();
  await expect(administrator.getByText(`The invitation is on its way to ${email}.`)).toBeVisible();

  await expect(async () => {
    await administrator.goto(`/dev/inbox?to=${encodeURIComponent(email)}`);
    await expect(administrator.getByRole("link", { name: /invites you/ })).toBeVisible({ timeout: 1000 });
  }).toPass();
  const mail = await administrator.getByRole("link", { name: /invites you/ }).getAttribute("href");
  await administrator.goto(`${mail}?view=text`);
  const text = (await administrator.locator("pre").first().textContent()) ?? "";
  await page.goto(/\/invitations\/[\w-]+/.exec(text)?.[0] ?? text);
  await page.getByRole("button", { name: "Join" }).click();
  await page.waitForURL(`**${DESK}`);
  await administrator.context().close();
}
