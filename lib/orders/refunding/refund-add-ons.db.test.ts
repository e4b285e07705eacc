import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/identity/identify";
import { orderMails } from "#lib/notifications/order-mails";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { anAddOn } from "#prisma/seed/an-add-on";
import { aMember, anEventOnSale, aSmallHall, mailOf, sellerOf, somePriceRules } from "#prisma/seed/builders";
import type { InvoiceDocument } from "../invoicing/invoice-document.ts";
import { invoiceIssuer } from "../invoicing/issue-invoices.ts";
import { countAddOnSales } from "../reading/queries.ts";
import { readOrder } from "../reading/read-order.ts";
import { aSellerWhoInvoices } from "../testing/a-seller.ts";
import { expectSound } from "../testing/books.ts";
import { aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { previewRefund } from "./preview-refund.ts";

/** Staff give single add-ons of an order back: money, stock, books and documents follow (decision 043). */

aDatabase();
const shop = aShop();
let eventId: number;
let staff: Person;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 10, seatsPerRow: 10 }), refundUntilHours: 1 });
  staff = await aMember(await sellerOf(eventId), "BOX_OFFICE");
});

async function soldWith(quantity: number, seats = 2) {
  const programme = await anAddOn(eventId, { stock: 10 });
  const sale = await aSale(shop, eventId, { seats, addOns: [{ addOnId: programme, quantity }] });
  const some = (count: number) => ({ addOns: [{ addOnId: programme, quantity: count }] });
  const kept = async () => {
    const [addOn, ofOrder] = await Promise.all([
      db().eventAddOn.findFirstOrThrow({ where: { id: programme } }),
      db().orderAddOn.findFirstOrThrow({ where: { eventId, orderId: sale.orderId } }),
    ]);
    return [addOn.claimed, ofOrder.returned, ofOrder.returnedMinor];
  };
  return { sale, programme, some, kept };
}

describe("single add-ons", () => {
  test("go back with their money and stock, and the order keeps its tickets", async () => {
    const { sale, programme, some, kept } = await soldWith(3);
    const answer = await sale.refund(staff, some(2), { reason: "Sold out at the desk" });
    expect(answer).toMatchObject({
      ok: true,
      refund: {
        ...{ amount: 10, status: "succeeded", tickets: [], reason: "Sold out at the desk" },
        add_ons: [{ add_on_id: programme, name: "Programme", quantity: 2, amount: 10 }],
      },
    });
    expect(await kept()).toEqual([1, 2, 1_000]);
    expect(await sale.books()).toMatchObject({
      order: "PARTIALLY_REFUNDED",
      refunded: 1_000,
      tickets: ["LIVE", "LIVE"],
    });
    expect(await sale.atGateway()).toEqual([1_000]);
    expect((await countAddOnSales(eventId)).get(programme)).toEqual({ sold: 1, revenueMinor: 500 });
    expect(await readOrder(staff, { number: sale.number })).toMatchObject({
      order: { add_ons: [{ quantity: 3, price: 15, returned: 2, returned_amount: 10 }] },
    });
    await expectSound(shop);
    expect(await sale.refund(staff, some(2))).toMatchObject({ refusal: { reason: "add_on_gone" } });
    expect(await sale.refund(staff, some(1))).toMatchObject({ refund: { amount: 5 } });
    expect(await kept()).toEqual([0, 3, 1_500]);
    expect(await sale.refund(staff)).toMatchObject({ refund: { amount: 90, add_ons: [] } });
    expect(await kept()).toEqual([0, 3, 1_500]);
    await expectSound(shop);
  });

  test("go back together with a ticket; what is left of them goes with the last one", async () => {
    const { sale, some, kept } = await soldWith(2);
    const [first = "", second = ""] = sale.tickets;
    expect(await sale.refund(staff, { tickets: [first], ...some(1) })).toMatchObject({ refund: { amount: 50 } });
    expect(await kept()).toEqual([1, 1, 500]);
    await expectSound(shop);
    await workFacts(orderMails);
    const address = mailOf(sale.buyerKey);
    const mails = await db().notification.findMany({ where: { deliveries: { some: { address } } } });
    const mail = mails.find(({ text }) => text.includes("€50.00"));
    expect(mail?.text).toContain("1 × Programme");
    expect(mail?.text).toContain("The tickets of this refund no longer open the gate.");
    expect(await sale.refund(staff, { tickets: [second] })).toMatchObject({
      refund: { amount: 50, add_ons: [{ quantity: 1, amount: 5 }] },
    });
    expect((await kept())[0]).toBe(0);
    expect(await sale.books()).toMatchObject({ order: "REFUNDED", refunded: 10_000 });
    await expectSound(shop);
  });

  test("after a sum for the inconvenience give back no more than is left", async () => {
    const { sale, some } = await soldWith(2, 1);
    expect(await sale.refund(staff, { amount: 52 })).toMatchObject({ ok: true });
    expect(await sale.refund(staff, some(2))).toMatchObject({ refund: { amount: 3 } });
    await expectSound(shop);
  });

  test("are for staff alone, and an order of another organization is none", async () => {
    const { sale, some } = await soldWith(1);
    expect(await sale.refund(sale.person, some(1))).toMatchObject({ refusal: { code: "forbidden" } });
    const stranger = await aMember(await sellerOf(await anEventOnSale()), "MANAGER");
    expect(await sale.refund(stranger, some(1))).toMatchObject({ refusal: { code: "not_found" } });
  });
});

describe("the preview", () => {
  test("says amount, fees and taxes of what would go back, and changes nothing", async () => {
    const { sale, programme, some } = await soldWith(2);
    const [first = ""] = sale.tickets;
    const preview = (wanted: object) => previewRefund(staff, { number: sale.number, wanted });
    expect(await preview(some(1))).toMatchObject({
      preview: { amount: 5, fees: 0, taxes: [], tickets: [], remaining_amount: 95, seen_refunds: 0, is_whole: false },
    });
    const { feeMinor } = await db().priceLevel.findFirstOrThrow({ where: { eventId } });
    expect(await preview({ tickets: [first], ...some(1) })).toMatchObject({
      preview: { amount: 50, fees: feeMinor / 100, tickets: [first], add_ons: [{ add_on_id: programme, amount: 5 }] },
    });
    expect(await sale.books()).toMatchObject({ order: "PAID", refunded: 0 });
    expect(await preview(some(3))).toMatchObject({ refusal: { code: "not_refundable", reason: "add_on_gone" } });
    await sale.refund(staff, some(1));
    expect(await preview(some(1))).toMatchObject({ preview: { amount: 5, remaining_amount: 90, seen_refunds: 1 } });
  });

  test("and the credit note say the same taxes", async () => {
    const taxed = await anEventOnSale();
    await somePriceRules(taxed, { isAdded: true });
    const person = await aMember(await sellerOf(taxed), "BOX_OFFICE");
    await aSellerWhoInvoices(taxed, { invoiceMode: "EVERY_ORDER" });
    const programme = await anAddOn(taxed);
    const on = { leviedOn: ["ADD_ONS" as const], eventId: taxed, levelIds: [] };
    await db().taxRate.create({ data: { ...on, id: crypto.randomUUID(), place: 7, name: "Books", rateMilli: 10_000 } });
    const sale = await aSale(shop, taxed, { addOns: [{ addOnId: programme, quantity: 2 }] });
    await workFacts(invoiceIssuer);
    const some = { addOns: [{ addOnId: programme, quantity: 1 }] };
    const answer = await previewRefund(person, { number: sale.number, wanted: some });
    if (!answer.ok) throw new Error(answer.refusal.code);
    expect(answer.preview.taxes.length).toBeGreaterThan(0);
    await sale.refund(person, some);
    await workFacts(invoiceIssuer);
    const notes = await db().invoice.findMany({ where: { eventId: taxed, kind: "CREDIT_NOTE" } });
    expect(notes).toMatchObject([
      {
        document: {
          lines: [{ what: { kind: "add_on", name: "Programme", quantity: 1 } }],
          totals: { totalMinor: Math.round(answer.preview.amount * 100) },
        },
      },
    ]);
    const [note] = notes;
    const { totals } = (note?.document ?? {}) as unknown as InvoiceDocument;
    const said = totals.taxes.map(({ name, amountMinor }) => [name, amountMinor / 100]);
    expect(said).toEqual(answer.preview.taxes.map(({ name, amount }) => [name, amount]));
    await expectSound(shop);
  });
});
