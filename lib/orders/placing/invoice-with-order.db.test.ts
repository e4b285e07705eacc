import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { aHeldReservation, anEventOnSale } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { invoiceIssuer } from "../invoicing/issue-invoices.ts";
import { aSellerWhoInvoices } from "../testing/a-seller.ts";
import { aShop } from "../testing/shop.ts";
import { commitBody } from "./commit-contract.ts";

/** The details for an invoice come with the order, so that it is addressed at once (decision 055). */

aDatabase();
const shop = aShop();
const COMPANY = {
  ...{ name: "Ada Lovelace", company: "Analytical Engines S.A.", address: "Gran Vía 1", postcode: "28013" },
  ...{ city: "Madrid", country: "ES", vat_id: "ESA12345674" },
};

let eventId: number;
let seat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale();
  await aSellerWhoInvoices(eventId);
});

const hold = () => aHeldReservation(eventId, [seat++]);
const documentsOf = async () => {
  await workFacts(invoiceIssuer);
  const { id: orderId } = await db().order.findFirstOrThrow({ where: { eventId }, orderBy: { createdAt: "desc" } });
  return db().invoice.findMany({ where: { eventId, orderId }, orderBy: { issuedAt: "asc" } });
};

describe("an order that comes with details for an invoice", () => {
  test("is invoiced to them once it is paid, with one document", async () => {
    expect(await shop.commit(await hold(), { invoice: COMPANY })).toMatchObject({ ok: true });
    expect(await documentsOf()).toMatchObject([
      { kind: "INVOICE", document: { buyer: { company: "Analytical Engines S.A.", vatId: "ESA12345674" } } },
    ]);
    expect(await checkInvariants()).toEqual([]);
  });

  test("keeps them after a declined card, and takes others with the next try: still one document", async () => {
    const held = await hold();
    const card = "pm_card_visa_chargeDeclined";
    expect(await shop.commit(held, { invoice: COMPANY, card })).toMatchObject({ refusal: { code: "payment_failed" } });
    const moved = { ...COMPANY, address: "Gran Vía 2" };
    expect(await shop.commit(held, { invoice: moved, card })).toMatchObject({ refusal: { code: "payment_failed" } });
    expect(await shop.commit(held)).toMatchObject({ ok: true });
    expect(await documentsOf()).toMatchObject([{ kind: "INVOICE", document: { buyer: { address: "Gran Vía 2" } } }]);
    expect(await checkInvariants()).toEqual([]);
  });
});

describe("details that cannot be are refused beside their field, and nothing is charged", () => {
  test.each([
    ["a VAT number of another form", { vat_id: "ES1" }, "invoice.vat_id"],
    ["a VAT number without a company", { company: "" }, "invoice.company"],
  ])("%s", async (_what, change, path) => {
    const held = await hold();
    const refused = await shop.commit(held, { invoice: { ...COMPANY, ...change } });
    expect(refused).toMatchObject({ refusal: { code: "invalid_request", fields: [{ path }] } });
    expect(await db().order.count({ where: { eventId, reservationId: held.id } })).toBe(0);
  });

  test("as are those for an organizer who has not said who they are", async () => {
    const other = await anEventOnSale();
    const held = await aHeldReservation(other, [1]);
    expect(await shop.commit(held, { invoice: COMPANY })).toMatchObject({
      refusal: { code: "not_invoiceable", reason: "seller_incomplete" },
    });
    expect(await db().order.count({ where: { eventId: other } })).toBe(0);
  });
});

describe("a card number", () => {
  const body = {
    idempotency_key: "12345678",
    billing_details: { name: "Ada", email: "ada@example.org", phone: "+34 600 000 000" },
    invoice: COMPANY,
  };
  const pathsOf = (changed: object) =>
    commitBody.safeParse({ ...body, ...changed }).error?.issues.map(({ path }) => path.join("."));

  test("is refused in every text that a buyer types while paying", () => {
    expect(commitBody.safeParse(body).success).toBe(true);
    const card = "4242 4242 4242 4242";
    for (const field of ["name", "phone"]) {
      const billing_details = { ...body.billing_details, [field]: card };
      expect(pathsOf({ billing_details })).toEqual([`billing_details.${field}`]);
    }
    for (const field of ["name", "company", "address", "postcode", "city"]) {
      expect(pathsOf({ invoice: { ...COMPANY, [field]: card } }), field).toEqual([`invoice.${field}`]);
    }
    expect(pathsOf({ holders: [{ seat_id: 1, name: card }] })).toEqual(["holders.0.name"]);
  });
});
