import type { Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { CARDS, expectTickets, goToCheckout, holdBest, openMap, payWith } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";

// A refusal is an expected answer, but the browser reports its status on the console.
test.use({ allowedErrors: /status of 409/ });

const SLUG = "lantern-jazz-days-london";

/** A fan at the checkout of two seats. */
async function atCheckout(page: Page): Promise<void> {
  await page.goto(`/events/${SLUG}`);
  await openMap(page);
  await holdBest(page);
  await goToCheckout(page);
}

const programme = (page: Page) => page.getByRole("combobox", { name: /^Programme/ });

test("one programme is sold once, and its refund brings it back", async ({ page, browser }) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const events = await (await page.request.get("/api/v1/events?limit=50")).json();
  const event = (events.data as { id: number; slug: string }[]).find(({ slug }) => slug === SLUG);
  // Buyers of this event may give back only where it says so.
  const returns = await page.request.patch(`/api/v1/events/${event?.id}`, { data: { refund_until_hours: 24 } });
  expect(returns.status(), await returns.text()).toBe(200);
  const desk = `/organizer/halcyon-live/events/${event?.id}/add-ons`;

  await test.step("its organizer makes it; what is wrong is said beside its field", async () => {
    await page.goto(desk);
    await expect(page.getByText("No add-ons yet")).toBeVisible();
    await page.getByRole("link", { name: "New add-on" }).click();
    await page.getByRole("button", { name: "Make the add-on" }).click();
    await expect(page.getByText("Give it a name, in one language at least.")).toBeVisible();
    await expect(page.getByText("Give a price, 0 or more.")).toBeVisible();
    await page.getByLabel("Name in English").fill("Programme");
    await page.getByLabel("Description in English").fill("48 pages with all the words.");
    await page.getByLabel(/^Price of one/).fill("7,50");
    await page.getByLabel("Stock", { exact: true }).fill("1");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Make the add-on" }).click();
    await expect(page.getByRole("link", { name: "Programme" })).toBeVisible();
    await expectAccessible(page);
  });

  const first = await (await browser.newContext()).newPage();
  const second = await (await browser.newContext()).newPage();

  await test.step("a fan sees the price with it and buys it", async () => {
    await atCheckout(first);
    await atCheckout(second);
    const pay = first.getByRole("button", { name: /^Pay / });
    const amountOf = async () => Number((await pay.textContent())?.replace(/[^\d.]/g, ""));
    const before = await amountOf();
    await programme(first).selectOption("1");
    await expect.poll(amountOf).toBeCloseTo(before + 7.5, 2);
    await expectAccessible(first);
    // The other fan takes the last one into the basket as well, before either pays.
    await programme(second).selectOption("1");
    await expect(second.getByText("1 × Programme")).toBeVisible();
    await payWith(first, CARDS.success);
    await expectTickets(first, 2);
    await expect(first.getByText("1 × Programme")).toBeVisible();
  });

  await test.step("the next fan hears that it is gone, is charged nothing, and loses nothing that was typed", async () => {
    await payWith(second, CARDS.success);
    await expect(second.getByText("Nothing was charged.", { exact: false }).first()).toBeVisible();
    await expect(second.getByText("Programme has just sold out. It is not in your basket.")).toBeVisible();
    await expect(programme(second)).toBeDisabled();
    await expect(programme(second)).toContainText("Sold out");
    await expect(second.getByRole("textbox", { name: /^Name/ }).first()).not.toHaveValue("");
    await expectAccessible(second);
  });

  await test.step("the fan gives the order back, and one is on sale again", async () => {
    const number = /ORD-[\w-]+/.exec(first.url())?.[0];
    await page.goto(desk);
    await expect(page.getByRole("row", { name: /Programme/ })).toContainText("Sold out");
    const refunded = await first.request.post(`/api/v1/orders/${number}/refunds`, { data: {} });
    expect(refunded.status(), await refunded.text()).toBe(201);
    await page.reload();
    await expect(page.getByRole("row", { name: /Programme/ })).toContainText("On sale");
    await atCheckout(first);
    await expect(programme(first)).toBeEnabled();
  });

  await test.step("two change it at once: the second keeps what was typed, takes the rest and decides where both did", async () => {
    const other = await page.context().newPage();
    for (const each of [page, other]) {
      await each.goto(desk);
      await each.getByRole("link", { name: "Programme" }).click();
      await expect(each.getByRole("button", { name: "Save", exact: true })).toBeVisible();
    }
    await other.getByLabel("Name in Spanish").fill("Programa");
    await other.getByRole("textbox", { name: "At most in one order" }).fill("5");
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await expect(other.getByText("The add-on is saved.")).toBeVisible();
    await page.getByRole("textbox", { name: "At most in one order" }).fill("4");
    await page.getByLabel(/^Price of one/).fill("8");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Someone else saved this add-on meanwhile")).toBeVisible();
    await expect(page.getByLabel("Name in Spanish")).toHaveValue("Programa");
    await expect(page.getByLabel(/^Price of one/)).toHaveValue("8");
    await expect(page.getByRole("textbox", { name: "At most in one order" })).toHaveValue("4");
    await expectAccessible(page);
    // What is typed meanwhile stays beside what is taken.
    await page.getByLabel("Description in Spanish").fill("48 páginas");
    await page.getByRole("button", { name: "Take theirs: At most in one order" }).click();
    await expect(page.getByRole("textbox", { name: "At most in one order" })).toHaveValue("5");
    await expect(page.getByLabel("Description in Spanish")).toHaveValue("48 páginas");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("The add-on is saved.")).toBeVisible();
    const saved = await (await page.request.get(`/api/v1/events/${event?.id}/add-ons`)).json();
    expect(saved.data[0]).toMatchObject({ name: { es: "Programa" }, price: 8, per_order_max: 5 });
  });
});
