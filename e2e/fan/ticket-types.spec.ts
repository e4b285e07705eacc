import type { Locator } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { reloadWithoutScripts } from "./hold-scripts.ts";
import { CARDS, expectTickets, goToCheckout, holdBest, openMap, payWith } from "./walk.ts";

test("a child's ticket and a code lower the price on the button, and exactly that is charged", async ({ page }) => {
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  await holdBest(page);
  await goToCheckout(page);
  const pay = page.getByRole("button", { name: /^Pay / });
  const amountOf = async () => Number((await pay.textContent())?.replace(/[^\d.]/g, ""));
  const full = await amountOf();

  const types = page.getByRole("combobox", { name: /^Ticket type of / });
  await expect(types).toHaveCount(2);
  // A companion's ticket is for those who come with a wheelchair user: none of these seats is a wheelchair place.
  await expect(types.first().getByRole("option")).toHaveText([/^Full price, €/, /^Child up to 14, €/, /^Under 26, €/]);
  await types.first().selectOption({ label: await optionLabel(types.first().getByRole("option"), "Child up to 14") });
  // Both seats are of one level: half of one is a quarter of all.
  await expect.poll(amountOf).toBeCloseTo(full * 0.75, 2);

  await page.getByText("I have a promo code").click();
  await page.getByRole("textbox", { name: "Promo code" }).fill("fair10");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText(/takes off/)).toBeVisible();
  const charged = await amountOf();
  expect(charged).toBeCloseTo(full * 0.75 * 0.9, 1);

  await payWith(page, CARDS.success);
  await expectTickets(page, 2);
  await expect(page.getByText("Child up to 14").first()).toBeVisible();
  await expect(page.getByText(`€${charged.toFixed(2)}`).first()).toBeVisible();
});

test("a ticket type chosen before the page's script runs is charged", async ({ page }) => {
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  await holdBest(page);
  await goToCheckout(page);
  const pay = page.getByRole("button", { name: /^Pay / });
  const full = (await pay.textContent()) ?? "";
  const runScripts = await reloadWithoutScripts(page);
  const type = page.getByRole("combobox", { name: /^Ticket type of / }).first();
  await type.selectOption({ label: await optionLabel(type.getByRole("option"), "Child up to 14") });
  await runScripts();
  await expect(pay).not.toHaveText(full);
  await expect(type).not.toHaveValue("");
});

async function optionLabel(options: Locator, name: string): Promise<string> {
  const label = (await options.allTextContents()).find((text) => text.startsWith(name));
  if (!label) throw new Error(`there is no option ${name}`);
  return label;
}
