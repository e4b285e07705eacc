import type { Page } from "@playwright/test";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { CARDS, expectTickets, goToCheckout, newMail, payWith } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";
import { openList, openRow, seatOf } from "../installation/sale-steps.ts";
import { callAs, DESK, draftEvent, drawHall, publishEvent, typeMoment } from "./sale-steps.ts";

const TITLE = "Songs of the harbour";

test("an organizer goes from a drawn hall to a sale, and everything that was sold comes back", async ({
  page,
  browser,
  demo,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await test.step("a hall is drawn", () => drawHall(page));
  const { event, id } = await test.step("an event is drafted in it", () => draftEvent(page, TITLE, "40"));
  await test.step("early bird, concession, group discount, tax and a code are set", () => setPrices(page, id));
  await test.step("it is published", () => publishEvent(page, event));
  const fan = await browser.newPage();
  const mail = newMail();
  const order = await test.step("a fan buys with the code at exactly the quoted price", () => buy(fan, id, mail));
  await test.step("the invoice adds up to what was paid", () => invoice(fan, order));
  await test.step("seats are set aside for a promoter, sold from by a link, and released", () =>
    sellAside(page, fan, { event, mail }));
  await test.step("a series of ten dates is made, and one date is changed", () => makeSeries(page, { event, id }));
  await test.step("the event is postponed, and its holders hear of it", () => postpone(page, { event, id, mail }));
  await test.step("it is cancelled: everyone is told and has the money back", () => callOff(page, { event, mail }));
  await test.step("the credit note takes back all of the invoice", async () => {
    await expect(async () => {
      // The newest first.
      const kinds = (await documentsOf(fan, order)).map(({ kind, total }) => ({ kind, total }));
      expect(kinds).toEqual([
        { kind: "credit_note", total: 62.5 },
        { kind: "invoice", total: 62.5 },
      ]);
    }).toPass();
  });
  await test.step("the ledger is zero: nothing is owed, promised or kept but what the gateway took", async () => {
    await expect(async () => {
      const ledger: Record<string, number> = JSON.parse(await demo.run("e2e/sale/ledger-of.ts", String(id)));
      const { GATEWAY = 0, FEES = 0, SALES = 0, REFUNDS = 0, ...open } = ledger;
      expect({ sold: SALES, kept: SALES + REFUNDS, atGateway: GATEWAY + FEES }).toEqual({
        ...{ sold: -12_250, kept: 0, atGateway: 0 },
      });
      expect(Object.entries(open).filter(([, minor]) => minor !== 0)).toEqual([]);
    }).toPass();
  });
});

/** 40, as an early bird 30; a child pays half; three and more get 10 % off; the code takes 5 off; 10 % tax is contained. */
async function setPrices(page: Page, id: number): Promise<void> {
  const rules = await callAs<{ revision: number; price_levels: { id: number }[] }>(
    page,
    "GET",
    `/events/${id}/price-rules`,
  );
  const [level] = rules.price_levels;
  await callAs(page, "PUT", `/events/${id}/price-rules`, {
    revision: rules.revision,
    ticket_types: [{ name: "Child", kind: "percent", value: 50 }],
    group_discounts: [{ name: "Three and more", kind: "percent", seats: 3, value: 10 }],
    taxes_included: true,
    tax_rates: [{ name: "IVA", percent: 10, on: ["tickets", "fees"] }],
  });
  const steps = [{ kind: "early_bird", price_level_id: level?.id, price: 30, until_sold: 50 }];
  const simulated = await callAs<{ paid: { price: number; seats: number }[] }>(
    page,
    "POST",
    `/events/${id}/price-steps/simulation`,
    { announces: false, steps, sale: { kind: "model", shape: "steady", sold_percent: 20 } },
  );
  // A fifth of 122 places: all of them as early birds.
  expect(simulated.paid).toMatchObject([{ price: 30, seats: 24 }]);
  await callAs(page, "PUT", `/events/${id}/price-steps`, { ...{ revision: 0, announces: false }, steps });
  await callAs(page, "POST", `/events/${id}/promo-codes`, { code: "HARBOUR", kind: "amount", value: 5 });
}

/** Three seats, one of them a child's, with the code. Answers the order's number. */
async function buy(page: Page, id: number, mail: string): Promise<string> {
  const { slug } = await callAs<{ slug: string }>(page, "GET", `/events/${id}`);
  await page.goto(`/events/${slug}`);
  await openList(page);
  await openRow(page, "Stalls", "Row A");
  for (const seat of [3, 4, 5]) await seatOf(page, `Stalls, Row A, seat ${seat}`).click();
  await page.getByRole("button", { name: /^Hold seat/ }).click();
  await expect(page.getByText("Held for you").filter({ visible: true }).first()).toBeVisible();
  await goToCheckout(page);
  // 3 × 30, less 10 %.
  await expect(page.getByRole("button", { name: "Pay €81.00" })).toBeVisible();
  const types = page.getByRole("combobox", { name: /^Ticket type of / });
  await types.first().selectOption({ label: "Child, €15.00" });
  // 30 + 30 + 15, less 10 %.
  await expect(page.getByRole("button", { name: "Pay €67.50" })).toBeVisible();
  await page.getByText("I have a promo code").click();
  await page.getByRole("textbox", { name: "Promo code" }).fill("harbour");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("button", { name: "Pay €62.50" })).toBeVisible();
  await payWith(page, CARDS.success, mail);
  await expectTickets(page, 3);
  await expect(page.getByText("€62.50").first()).toBeVisible();
  return /ORD-[\w-]+/.exec(page.url())?.[0] ?? "";
}

type Document = { kind: string; total: number; tax: number; net: number; lines: { total: number }[] };

/** Asked for on the order's page, with its PDF. The tax of 10 % is contained in what was paid. */
async function invoice(page: Page, order: string): Promise<void> {
  await page.goto(`/orders/${order}`);
  await page.getByText("Need an invoice?").click();
  await page.getByLabel("Street and number").fill("Calle Mayor 1");
  await page.getByRole("textbox", { name: "City" }).fill("Las Palmas");
  await page.getByLabel("Country").selectOption({ label: "Spain" });
  await page.getByRole("button", { name: "Make the invoice" }).click();
  await expect(page.getByText("Your invoice is ready.")).toBeVisible();
  const link = page.getByRole("link", { name: /\(PDF\)$/ });
  const pdf = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(pdf.headers()["content-type"]).toContain("application/pdf");
  const [made] = await documentsOf(page, order);
  expect(made).toMatchObject({ kind: "invoice", total: 62.5 });
  expect(sumOf(made?.lines.map(({ total }) => total))).toBe(6_250);
  expect(sumOf([made?.net, made?.tax])).toBe(6_250);
  expect(made?.tax).toBeCloseTo(62.5 / 11, 1);
}

async function documentsOf(page: Page, order: string): Promise<Document[]> {
  return (await callAs<{ data: Document[] }>(page, "GET", `/invoices?order_number=${order}`)).data;
}

/** In minor units, because sums of euros are no exact numbers. */
function sumOf(amounts: readonly (number | undefined)[] = []): number {
  return amounts.reduce((sum: number, amount = 0) => sum + Math.round(amount * 100), 0);
}

/** Row B of the stalls is painted for a promoter; a link sells two of its seats, and the rest is released. */
async function sellAside(page: Page, fan: Page, { event, mail }: { event: string; mail: string }): Promise<void> {
  await page.goto(`${event}/seats`);
  await page
    .getByRole("button", { name: "New allocation" })
    .or(page.getByRole("link", { name: "New allocation" }))
    .click();
  await page.getByLabel("Name", { exact: true }).fill("Faro promotions");
  await page.getByLabel("For whom").selectOption({ label: "Promoter" });
  await page.getByRole("button", { name: "Make the allocation" }).click();
  await expect(page.getByText("“Faro promotions” was made.")).toBeVisible();
  await page.getByLabel("Or type the seats").fill("Stalls row B 1–8");
  await page.getByRole("button", { name: "Choose", exact: true }).click();
  await page.getByLabel("Set aside for").selectOption({ label: "Faro promotions" });
  await page.getByRole("button", { name: "Set 8 aside" }).click();
  await expect(page.getByText("8 seats were set aside.")).toBeVisible();
  await expect(page.getByText("8 seats: 8 free, 0 held, 0 sold")).toBeVisible();

  await page.getByRole("link", { name: "Make a link that sells Faro promotions" }).click();
  await page.getByRole("checkbox", { name: /nothing else/ }).check();
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByRole("textbox", { name: "Address of the link" }).inputValue();
  await fan.goto(link);
  await fan.getByRole("button", { name: "Open the seats" }).click();
  await expect(fan.getByText("Your link sells these seats only.")).toBeVisible();
  await fan.getByRole("button", { name: "List" }).click();
  await openRow(fan, "Stalls", "Row B");
  await seatOf(fan, "Stalls, Row B, seat 1").click();
  await seatOf(fan, "Stalls, Row B, seat 2").click();
  await fan.getByRole("button", { name: /^Hold seat/ }).click();
  await expect(fan.getByText("Held for you").filter({ visible: true }).first()).toBeVisible();
  await goToCheckout(fan);
  await payWith(fan, CARDS.success, mail);
  await expectTickets(fan, 2);

  await page.goto(`${event}/seats`);
  await expect(page.getByText("8 seats: 6 free, 0 held, 2 sold")).toBeVisible();
  await page.getByRole("button", { name: "Release Faro promotions" }).click();
  await expect(page.getByText("Its 6 free seats go on sale to everybody at once.")).toBeVisible();
  await page.getByRole("button", { name: "Release them" }).click();
  await expect(page.getByText("6 seats of “Faro promotions” are on sale to everybody.")).toBeVisible();
  await expect(page.getByRole("gridcell", { name: "6 seats released" })).toBeVisible();
}

/** The same weekday of ten further weeks. */
async function makeSeries(page: Page, { event, id }: { event: string; id: number }): Promise<void> {
  const { start_time: start } = await callAs<{ start_time: string }>(page, "GET", `/events/${id}`);
  const day = (weeks: number) => new Date(Date.parse(start) + weeks * 7 * 86_400_000);
  const weekday = day(0).toLocaleDateString("en-GB", { weekday: "long", timeZone: "Atlantic/Canary" });
  await page.goto(`${event}/series`);
  await page.getByRole("checkbox", { name: weekday }).check();
  await page.getByLabel("From", { exact: true }).fill(day(1).toISOString().slice(0, 10));
  await page.getByLabel("Until", { exact: true }).fill(day(10).toISOString().slice(0, 10));
  await page.getByLabel(/^At these hours/).fill("20:00");
  await page.getByRole("button", { name: "Show these dates" }).click();
  await page.getByRole("checkbox", { name: "Publish each date as soon as it is made" }).check();
  await page.getByRole("button", { name: "Make 10 dates" }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { name: "11 dates" })).toBeVisible({ timeout: 1_000 });
    await expect(page.getByText("Being made")).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  const { data } = await callAs<{ data: { id: number }[] }>(page, "GET", `/events/${id}/dates`);
  expect(data).toHaveLength(10);
  await page.goto(`${DESK}/events/${data[3]?.id}/details`);
  await page.getByLabel("Subtitle").fill("With guests");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  const subtitles = await Promise.all(
    data.map((date) => callAs<{ subtitle: string }>(page, "GET", `/events/${date.id}`)),
  );
  expect(subtitles.filter(({ subtitle }) => subtitle === "With guests")).toHaveLength(1);
}

/** Another day, three weeks later. */
async function postpone(page: Page, { event, id, mail }: { event: string; id: number; mail: string }): Promise<void> {
  const { start_time: start } = await callAs<{ start_time: string }>(page, "GET", `/events/${id}`);
  const day = new Date(Date.parse(start) + 21 * 86_400_000);
  await page.goto(`${event}/details`);
  await typeMoment(page, "Start", day, "20:00");
  await typeMoment(page, "End", day, "23:00");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("2 orders get a mail (5 tickets).")).toBeVisible();
  await page.getByRole("button", { name: "Save and tell them" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await expectMail(page, mail, `Changed: ${TITLE}`);
}

async function callOff(page: Page, { event, mail }: { event: string; mail: string }): Promise<void> {
  await page.goto(`${event}/call-off`);
  await expect(page.getByText("What will happen")).toBeVisible();
  await page.getByLabel(/^To cancel it, type its title/).fill(TITLE);
  await page.getByRole("button", { name: "Cancel the event for good" }).click();
  await expect(page).toHaveURL(/#cancellation$/);
  await expectMail(page, mail, `Cancelled: ${TITLE}`);
}

async function expectMail(page: Page, mail: string, words: string): Promise<void> {
  const inbox = await page.context().newPage();
  await expect(async () => {
    await inbox.goto(`/dev/inbox?to=${encodeURIComponent(mail)}`);
    await expect(inbox.getByRole("main")).toContainText(words, { timeout: 1_000 });
  }).toPass();
  await inbox.close();
}
