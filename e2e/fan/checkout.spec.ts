import type { Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { expect, test } from "../fixtures.ts";
import { reloadWithoutScripts } from "./hold-scripts.ts";
import { CARDS, expectTickets, fillCard, goToCheckout, holdBest, newMail, openMap, payWith } from "./walk.ts";

// A declined card is an expected answer, but the browser reports its status on the console. It also reports that the frame around a
// mail in the inbox runs no scripts, not even those by which a test looks into it.
test.use({ allowedErrors: /status of 40[29]|Blocked script execution in 'about:srcdoc'/ });

test.beforeEach(async ({ page }) => {
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  await holdBest(page);
  await goToCheckout(page);
});

test("after a declined card the page gives the reason, the seats stay held and another card pays", async ({ page }) => {
  await payWith(page, CARDS.insufficientFunds);
  await expect(page.getByText("There is not enough money on this card.")).toBeVisible();
  await expectOnlyTheDecline(page);
  await fillCard(page, CARDS.success);
  await page.getByRole("button", { name: /^(Pay|Try again)/ }).click();
  await expectTickets(page, 2);
});

test("a company's invoice is asked for with the order, survives a declined card, and is addressed to the company", async ({
  page,
}) => {
  const box = page.getByRole("checkbox", { name: "I need an invoice for a company" });
  // The keyboard opens it: from the last field before it, with the key that ticks a box.
  await page.getByLabel("Phone").press("Tab");
  await expect(box).toBeFocused();
  await box.press("Space");
  await page.getByRole("textbox", { name: "Company" }).fill("Analytical Engines S.A.");
  await page.getByLabel("VAT number").fill("ES1");
  await page.getByLabel("Street and number").fill("Gran Vía 1");
  await page.getByLabel("Postcode").fill("28013");
  await page.getByLabel("Country").selectOption("ES");
  await payWith(page, CARDS.insufficientFunds);
  await expect(page.getByText("It must look like ESB12345678.")).toBeVisible();
  await expect(page.getByText("Enter a city.")).toBeVisible();
  await expect(page.getByLabel("VAT number")).toBeFocused();
  await expectAccessible(page);
  // What was typed stays when the box is not ticked any more.
  await box.uncheck();
  await expect(page.getByLabel("VAT number")).toHaveCount(0);
  await box.check();
  await page.getByLabel("VAT number").fill("es b-12345678");
  await page.getByRole("textbox", { name: "City" }).fill("Madrid");
  await page.getByRole("button", { name: /^(Pay|Try again)/ }).click();
  await expect(page.getByText("There is not enough money on this card.")).toBeVisible();
  await expectOnlyTheDecline(page);
  await expect(page.getByText("Your order's invoice goes to Analytical Engines S.A.")).toBeVisible();
  await expect(page.getByLabel("Street and number")).toHaveValue("Gran Vía 1");
  await page.getByLabel("Street and number").fill("Gran Vía 2");
  await payWith(page, CARDS.insufficientFunds);
  await expect(page.getByText("There is not enough money on this card.")).toBeVisible();
  // Opened again, the page knows them from the order.
  await page.reload();
  await expect(page.getByText("Your order's invoice goes to Analytical Engines S.A.")).toBeVisible();
  await page.getByRole("checkbox", { name: "Change the details of the invoice" }).check();
  await expect(page.getByLabel("Street and number")).toHaveValue("Gran Vía 2");
  await expect(page.getByLabel("Country")).toHaveValue("ES");
  await page.getByRole("checkbox", { name: "Change the details of the invoice" }).uncheck();
  await payWith(page, CARDS.success);
  await expectTickets(page, 2);
  // The invoice is made behind the payment.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Addressed to Analytical Engines S.A.")).toBeVisible({ timeout: 5_000 });
  }).toPass();
  const number = /ORD-[\w-]+/.exec(page.url())?.[0] ?? "";
  const { data } = await (await page.request.get(`/api/v1/invoices?order_number=${number}`)).json();
  expect(data).toMatchObject([
    { kind: "invoice", buyer: { company: "Analytical Engines S.A.", address: "Gran Vía 2", vat_id: "ESB12345678" } },
  ]);
  const href = await page.getByRole("link", { name: /^Invoice .* \(PDF\)$/ }).getAttribute("href");
  const file = await page.request.get(href ?? "");
  expect(file.headers()["content-type"]).toBe("application/pdf");
  expect((await file.body()).subarray(0, 5).toString()).toBe("%PDF-");
});

test("a buyer confirms at the bank and returns to the tickets", async ({ page }) => {
  await payWith(page, CARDS.challenge);
  await page.getByRole("button", { name: /complete authentication/i }).click();
  await expectTickets(page, 2);
});

test("a failed confirmation at the bank charges nothing and keeps the seats held", async ({ page }) => {
  await payWith(page, CARDS.challenge);
  await page.getByRole("button", { name: /fail authentication/i }).click();
  await expect(page.getByText("The card was declined")).toBeVisible();
  await expectOnlyTheDecline(page);
  await page.getByLabel("Name").fill("Nadia Fan");
  await page.getByLabel("Mail", { exact: true }).fill(newMail());
  await fillCard(page, CARDS.success);
  const terms = page.getByRole("checkbox", { name: /terms of sale/ });
  if (!(await terms.isChecked())) await terms.check();
  await page.getByRole("button", { name: /^(Pay|Try again)/ }).click();
  await expectTickets(page, 2);
});

test("what is typed before the page's script runs stays, and pays", async ({ page }) => {
  const runScripts = await reloadWithoutScripts(page);
  await page.getByLabel("Name").fill("Nadia Fan");
  await page.getByLabel("Mail", { exact: true }).fill(newMail());
  await fillCard(page, CARDS.success);
  await page.getByRole("checkbox", { name: /terms of sale/ }).check();
  await runScripts();
  // A change of another field draws the form again.
  await page.getByLabel("Phone").fill("600 123 456");
  await expect(page.getByLabel("Name")).toHaveValue("Nadia Fan");
  await page.getByRole("button", { name: /^Pay / }).click();
  await expectTickets(page, 2);
});

test("a double click pays once", async ({ page }) => {
  await page.getByLabel("Name").fill("Nadia Fan");
  await page.getByLabel("Mail", { exact: true }).fill(newMail());
  await fillCard(page, CARDS.success);
  await page.getByRole("checkbox", { name: /terms of sale/ }).check();
  await page.getByRole("button", { name: /^Pay / }).dblclick();
  await expectTickets(page, 2);
  await page.goto("/orders");
  await expect(page.getByRole("main").getByRole("link", { name: /La Traviata/ })).toHaveCount(1);
});

test("back, reload and the old address after paying lead to the order, not to a second payment", async ({ page }) => {
  const checkout = page.url();
  await payWith(page, CARDS.success);
  await expectTickets(page, 2);
  await page.goto(checkout);
  await expectTickets(page, 2);
  await page.reload();
  await expectTickets(page, 2);
});

test("the seats are still held when a closed page is opened again", async ({ page, context }) => {
  const checkout = page.url();
  await page.close();
  const again = await context.newPage();
  await again.goto(checkout);
  await expect(again.getByRole("button", { name: /^Pay / })).toBeVisible();
  await payWith(again, CARDS.success);
  await expectTickets(again, 2);
});

test("a promo code lowers the amount before the button shows it", async ({ page }) => {
  const before = await page.getByRole("button", { name: /^Pay / }).textContent();
  await page.getByText("I have a promo code").click();
  await page.getByRole("textbox", { name: "Promo code" }).fill("fair10");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText(/takes off/)).toBeVisible();
  const amount = (text: string | null) => Number(text?.replace(/[^\d.]/g, ""));
  expect(amount(await page.getByRole("button", { name: /^Pay / }).textContent())).toBeCloseTo(amount(before) * 0.9, 2);
});

test("a declined payment is over: the page opened again speaks of no other window's", async ({ page, context }) => {
  await payWith(page, CARDS.declined);
  await expect(page.getByText("The card was declined")).toBeVisible();
  const again = await context.newPage();
  await again.goto(page.url());
  await expect(again.getByRole("button", { name: /^Pay / })).toBeEnabled();
  await expect(again.getByRole("link", { name: "See the order" })).toHaveCount(0);
  await expect(again.getByText("This payment has begun")).toHaveCount(0);
});

test("a payment that waits for the bank in one window is named in another", async ({ page, context }) => {
  const checkout = page.url();
  await payWith(page, CARDS.challenge);
  await expect(page.getByRole("button", { name: /complete authentication/i })).toBeVisible();
  const other = await context.newPage();
  await other.goto(checkout);
  await expect(other.getByText("This payment has begun")).toBeVisible();
  await expect(other.getByRole("link", { name: "See the order" })).toBeVisible();
});

test("the ticket mail shows its codes in the inbox, without loading anything", async ({ page }) => {
  const mail = newMail();
  await payWith(page, CARDS.success, mail);
  await expectTickets(page, 2);
  const number = /ORD-[\w-]+/.exec(page.url())?.[0] ?? "";
  await expect(async () => {
    await page.goto(`/dev/inbox?to=${mail}`);
    await page
      .getByRole("link", { name: /Your tickets: La Traviata/ })
      .first()
      // A page that was read before the mail came has no such link, and is to be read again.
      .click({ timeout: 5_000 });
    await expect(page.frameLocator("iframe").getByText(`Order ${number}`)).toBeVisible({ timeout: 5_000 });
  }).toPass();
  const codes = page.frameLocator("iframe").getByRole("img", { name: /QR code of ticket/ });
  await expect(codes).toHaveCount(2);
  for (const code of await codes.all())
    expect(await code.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 200)).toBe(true);
});

/** The decline is read out and nothing else: no order, no other window, no second button beside the one that pays. */
async function expectOnlyTheDecline(page: Page): Promise<void> {
  // The page reads the hold's new deadline after a decline; what that brings must not add a notice.
  await expect(page.getByText("I have a promo code")).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(1);
  await expect(page.getByText("This payment has begun")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "See the order" })).toHaveCount(0);
}
