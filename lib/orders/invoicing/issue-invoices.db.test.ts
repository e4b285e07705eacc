import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, aPaidOrder, aPerson, aUser } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { exportOrders } from "../reading/export-orders.ts";
import { orderLinkKey } from "../reading/find-order.ts";
import { refundOrder } from "../refunding/refund-order.ts";
import { aSellerWhoInvoices } from "../testing/a-seller.ts";
import { aShop } from "../testing/shop.ts";
import { askForInvoice } from "./ask-for-invoice.ts";
import { exportInvoices } from "./export-invoices.ts";
import { invoicesAnswer } from "./invoice-contract.ts";
import { listInvoicesOfOrder } from "./invoice-store.ts";
import { invoiceIssuer, issueInvoices } from "./issue-invoices.ts";
import { listInvoices, readInvoice } from "./read-invoices.ts";

aDatabase();
aShop();

const stranger: Person = { ...aPerson(), keys: [] };
const DETAILS = {
  ...{ name: "Ada Lovelace", company: "Analytical Engines S.A.", address: "Gran Vía 1", postcode: "28013" },
  ...{ city: "Madrid", country: "ES", vat_id: "ESA12345674" },
};

let eventId: number;
let organizationId: string;
let seat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale({ refundUntilHours: 24 });
  organizationId = await aSellerWhoInvoices(eventId, { invoiceMode: "EVERY_ORDER" });
});

async function aSale(of = eventId) {
  const order = await aPaidOrder(of, [seat++, seat++]);
  await workFacts(invoiceIssuer);
  return { ...order, eventId: of };
}

const documentsOf = async (order: { eventId: number; id: string }) =>
  (await listInvoicesOfOrder(order)).map(({ number, kind, totalMinor, document }) => {
    return { number, kind, totalMinor, corrects: document.corrects?.number, reason: document.corrects?.reason };
  });

describe("of an organization that invoices every order,", () => {
  test("a paid order has one invoice that says all of it, however often the fact comes", async () => {
    const order = await aSale();
    await issueInvoices(order, "paid");
    await issueInvoices(order, "paid");
    const rows = await listInvoicesOfOrder(order);
    expect(rows).toHaveLength(1);
    const [{ document } = { document: undefined }] = rows;
    expect(document).toMatchObject({
      ...{ kind: "INVOICE", number: expect.stringMatching(/^INV-\d{4}-\d{6}$/), orderNumber: order.number },
      seller: { legal_name: "Sala Norte S.L.", vat_id: "ESB12345678", city: "Madrid" },
      buyer: { name: "Ada Lovelace", company: "" },
      totals: { totalMinor: 9_000, netMinor: 9_000, taxMinor: 0 },
      lines: [{ key: "seat:1", feeMinor: 450, totalMinor: 4_500 }, { key: "seat:2" }],
      isReverseCharge: false,
    });
  });

  test("an invoice stays as it was when its seller moves", async () => {
    const order = await aSale();
    const before = await listInvoicesOfOrder(order);
    await db().organization.update({ where: { id: organizationId }, data: { address: "Calle Menor 2" } });
    expect(await listInvoicesOfOrder(order)).toEqual(before);
    const later = await listInvoicesOfOrder(await aSale());
    expect(later[0]?.document.seller.address).toBe("Calle Menor 2");
  });

  test("each refund has a credit note, and none twice; together they are what was kept", async () => {
    const order = await aSale();
    const staff = await aMember(organizationId, "MANAGER");
    await refundOrder(staff, { number: order.number, wanted: { amount: 10 } });
    await workFacts(invoiceIssuer);
    await refundOrder(staff, { number: order.number, wanted: "whole" });
    await workFacts(invoiceIssuer);
    await issueInvoices(order, "later");
    const [invoice, ...notes] = await documentsOf(order);
    expect(notes).toMatchObject([
      { kind: "CREDIT_NOTE", totalMinor: 1_000, corrects: invoice?.number, reason: "refund" },
      { kind: "CREDIT_NOTE", totalMinor: 8_000, corrects: invoice?.number },
    ]);
    expect(notes.every(({ number }) => /^INV-CN-\d{4}-\d{6}$/.test(number))).toBe(true);
  });

  test("a number that a lost transaction took is taken again", async () => {
    const before = await db().invoiceCounter.findUniqueOrThrow({ where: { organizationId } });
    const order = await aPaidOrder(eventId, [seat++]);
    await db().$executeRaw`ALTER TABLE invoices ADD CONSTRAINT fails CHECK (total_minor <> 4500) NOT VALID`;
    await expect(issueInvoices({ eventId, id: order.id }, "paid")).rejects.toThrow();
    await db().$executeRaw`ALTER TABLE invoices DROP CONSTRAINT fails`;
    expect(await db().invoiceCounter.findUniqueOrThrow({ where: { organizationId } })).toEqual(before);
    await workFacts(invoiceIssuer);
    const [issued] = await listInvoicesOfOrder({ eventId, id: order.id });
    expect(issued?.serial).toBe(before.invoices + 1);
  });
});

describe("of an organization that invoices on request,", () => {
  let on: number;
  beforeAll(async () => {
    on = await anEventOnSale({ refundUntilHours: 24 });
    await aSellerWhoInvoices(on);
  });

  test("an order has no invoice until its buyer asks, and then also a credit note for what went back before", async () => {
    const order = await aSale(on);
    expect(await documentsOf(order)).toEqual([]);
    const live = await db().ticket.findFirstOrThrow({ where: { eventId: on, orderId: order.id } });
    await refundOrder(order.person, { number: order.number, wanted: { tickets: [live.number] } });
    await workFacts(invoiceIssuer);
    expect(await documentsOf(order)).toEqual([]);
    const asked = await askForInvoice(order.person, { number: order.number, details: DETAILS });
    expect(asked).toMatchObject({ ok: true, asked: { vat_check: "format_only" } });
    expect(await documentsOf(order)).toMatchObject([
      { kind: "INVOICE", totalMinor: 9_000 },
      { kind: "CREDIT_NOTE", totalMinor: 4_500, reason: "refund" },
    ]);
  });

  test("other details later take the first invoice back and invoice the rest; the same ones change nothing", async () => {
    const order = await aSale(on);
    const ask = (company: string) =>
      askForInvoice(order.person, { number: order.number, details: { ...DETAILS, company } });
    await ask("First");
    await ask("First");
    await ask("Second");
    await workFacts(invoiceIssuer);
    const rows = await listInvoicesOfOrder(order);
    expect(rows.map(({ kind, totalMinor, document }) => [kind, totalMinor, document.buyer.company])).toEqual([
      ["INVOICE", 9_000, "First"],
      ["CREDIT_NOTE", 9_000, "First"],
      ["INVOICE", 9_000, "Second"],
    ]);
    for (const company of ["Third", "Fourth", "Fifth"]) expect(await ask(company)).toMatchObject({ ok: true });
    expect(await ask("Sixth")).toMatchObject({ refusal: { code: "not_invoiceable", reason: "too_often" } });
  });

  test("a VAT number must have its country's format, and belongs to a company", async () => {
    const order = await aSale(on);
    const ask = (changes: Partial<typeof DETAILS>) =>
      askForInvoice(order.person, { number: order.number, details: { ...DETAILS, ...changes } });
    const wrong = (path: string) => ({ refusal: { code: "invalid_request", fields: [{ path }] } });
    expect(await ask({ vat_id: "DE1" })).toMatchObject(wrong("vat_id"));
    expect(await ask({ company: "" })).toMatchObject(wrong("company"));
    expect(await documentsOf(order)).toEqual([]);
  });

  test("an order that is not paid or went back wholly, and a seller without a name by law, cannot be invoiced", async () => {
    const order = await aSale(on);
    await refundOrder(order.person, { number: order.number, wanted: "whole" });
    const refused = { refusal: { code: "not_invoiceable", reason: "nothing_left" } };
    expect(await askForInvoice(order.person, { number: order.number, details: DETAILS })).toMatchObject(refused);
    const unknown = await anEventOnSale();
    const other = await aPaidOrder(unknown, [1]);
    const incomplete = { refusal: { code: "not_invoiceable", reason: "seller_incomplete" } };
    expect(await askForInvoice(other.person, { number: other.number, details: DETAILS })).toMatchObject(incomplete);
  });
});

describe("documents", () => {
  test("are read by their buyer, by the link's holder and by staff, and by nobody else", async () => {
    const order = await aSale();
    const [row] = await listInvoicesOfOrder(order);
    const id = row?.id ?? "";
    const linkKey = orderLinkKey({ number: order.number, linkVersion: 0 });
    const own = await readInvoice(order.person, { id });
    expect(own).toMatchObject({ ok: true, invoice: { number: row?.number, total: 90 } });
    expect(await readInvoice(stranger, { id, linkKey })).toEqual(own);
    expect(await readInvoice(await aMember(organizationId, "ANALYST"), { id })).toEqual(own);
    const missing = { ok: false, refusal: { code: "not_found" } };
    expect(await readInvoice(stranger, { id })).toEqual(missing);
    expect(await readInvoice(aPerson(), { id })).toEqual(missing);
    expect(await readInvoice(order.person, { id: uuidv7() })).toEqual(missing);
    expect(await readInvoice(await aMember(organizationId, "GATE"), { id })).toMatchObject({
      refusal: { code: "forbidden" },
    });
  });

  test("are listed by page and found by number, kind and day; as a file, credit notes are negative", async () => {
    const staff = await aMember(organizationId, "ANALYST");
    const list = async (query: object) => {
      const listed = await listInvoices(staff, { organization_id: organizationId, ...query });
      if (!listed.ok) throw new Error(listed.refusal.code);
      return invoicesAnswer.parse(listed.invoices);
    };
    const all = await list({ limit: 2 });
    expect(all.data).toHaveLength(2);
    const [newest] = all.data;
    expect((await list({ q: newest?.number.toLowerCase() })).data).toEqual([newest]);
    expect((await list({ q: newest?.order_number })).data).toContainEqual(newest);
    expect((await list({ kind: "credit_note" })).meta.total).toBe(2);
    expect((await list({ from: "2100-01-01" })).meta.total).toBe(0);
    expect((await list({ from: newest?.issued_on, to: newest?.issued_on })).meta.total).toBe(all.meta.total);
    const file = await exportInvoices(staff, { organization_id: organizationId });
    const lines = file.ok ? (await new Response(file.csv).text()).trim().split("\r\n") : [];
    expect(lines).toHaveLength(all.meta.total + 1);
    expect(lines.find((line) => line.includes("credit_note"))).toContain(",-10.00,");
  });

  test("need an organization or an order to be listed by", async () => {
    expect(await listInvoices(aPerson(), {})).toMatchObject({ refusal: { code: "invalid_request" } });
  });
});

test("a buyer takes their invoices away with all that is kept of their orders", async () => {
  const { userId } = await aUser();
  const order = await aPaidOrder(eventId, [seat++], `user:${userId}`);
  await db().order.updateMany({ where: { eventId, id: order.id }, data: { userId } });
  await workFacts(invoiceIssuer);
  const [exported] = await exportOrders(userId);
  expect(exported?.invoices).toMatchObject([{ kind: "invoice", order_number: order.number, total: 45 }]);
});

test("an order whose payment the bank took back is credited wholly", async () => {
  const order = await aSale();
  await db().order.update({ where: { eventId_id: { eventId, id: order.id } }, data: { status: "FAILED" } });
  await issueInvoices(order, "later");
  await issueInvoices(order, "later");
  expect(await documentsOf(order)).toMatchObject([
    { kind: "INVOICE", totalMinor: 9_000 },
    { kind: "CREDIT_NOTE", totalMinor: 9_000, reason: "undone" },
  ]);
  await db().order.update({ where: { eventId_id: { eventId, id: order.id } }, data: { status: "PAID" } });
});

test("numbers have no gap, and documents are what was kept of their orders", async () => {
  expect(await checkInvariants()).toEqual([]);
});
