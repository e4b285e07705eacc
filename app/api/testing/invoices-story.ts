import { describe, expect, test } from "vitest";
import { aSellerWhoInvoices } from "#lib/orders/testing/a-seller";
import { aSale } from "#lib/orders/testing/sale";
import type { Shop } from "#lib/orders/testing/shop";
import { uuidv7 } from "#lib/platform/ids";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const ASK = "PUT v1/orders/[number]/invoice";
const LIST = "GET v1/invoices";
const READ = "GET v1/invoices/[id]";
const PDF = "GET v1/invoices/[id]/document.pdf";
const CSV = "GET v1/invoices.csv";
const DETAILS = { name: "Ada Lovelace", company: "Engines", address: "Gran Vía 1", city: "Madrid", country: "ES" };

/** What buyers and organizers do with invoices, held against the document. */
export function invoicesStory(shop: Shop): void {
  describe("invoices", () => {
    test("are asked for, read, drawn, listed and exported, each by those who may", async () => {
      const eventId = await anEventOnSale();
      const sale = await aSale(shop, eventId, { seats: 2 });
      const organizationId = await aSellerWhoInvoices(eventId);
      const manager = { headers: await signedInAs((await aMember(organizationId, "MANAGER")).userId) };
      const steward = { headers: await signedInAs((await aMember(organizationId, "GATE")).userId) };
      const fan = { headers: await signedInAs((await aUser()).userId) };
      const its = { params: { number: sale.number } };
      const ask = (by: object, changes: object = {}) => asked(ASK, { ...its, ...by, body: { ...DETAILS, ...changes } });
      const wrong = await ask(manager, { country: "Spain", city: "" });
      expect([codeOf(wrong), (wrong.body.fields as { path: string }[]).map(({ path }) => path)]).toEqual([
        "400 invalid_request",
        ["city", "country"],
      ]);
      expect(codeOf(await ask(fan))).toBe("404 not_found");
      expect(codeOf(await ask(steward))).toBe("403 forbidden");
      const hasty = { headers: await signedInAs((await aMember(organizationId, "MANAGER")).userId, false) };
      expect(codeOf(await ask(hasty))).toBe("403 two_factor_required");
      const given = await ask(manager, { vat_id: "ES A-12345674" });
      expect([codeOf(given), given.body.vat_check]).toEqual(["200", "format_only"]);
      const [invoice] = given.body.data as { id: string; buyer: object }[];
      expect(invoice?.buyer).toMatchObject({ vat_id: "ESA12345674", company: "Engines" });
      const one = { params: { id: invoice?.id ?? "" } };
      for (const endpoint of [READ, PDF]) {
        expect(codeOf(await asked(endpoint, { ...one, ...manager }))).toBe("200");
        expect(codeOf(await asked(endpoint, { ...one, ...fan }))).toBe("404 not_found");
        expect(codeOf(await asked(endpoint, { ...one, ...steward }))).toBe("403 forbidden");
        expect(codeOf(await asked(endpoint, { params: { id: uuidv7() } }))).toBe("404 not_found");
      }
      const query = `?organization_id=${organizationId}`;
      expect(codeOf(await asked(LIST))).toBe("400 invalid_request");
      expect(codeOf(await asked(LIST, { query, ...fan }))).toBe("404 not_found");
      expect(codeOf(await asked(LIST, { query, ...steward }))).toBe("403 forbidden");
      const listed = await asked(LIST, { query: `${query}&q=INV&kind=invoice&from=2020-01-01`, ...manager });
      expect([codeOf(listed), listed.body.meta]).toEqual(["200", { total: 1, page: 1, limit: 20 }]);
      const ofOrder = await asked(LIST, { query: `?order_number=${sale.number}`, ...manager });
      expect(ofOrder.body.data).toEqual(listed.body.data);
      expect(codeOf(await asked(CSV, { query, ...manager }))).toBe("200");
      expect(codeOf(await asked(CSV, { query, ...fan }))).toBe("403 forbidden");
      const elsewhere = { headers: await signedInAs((await aMember(await aSellerOfAnother(), "OWNER")).userId) };
      expect(codeOf(await asked(CSV, { query, ...elsewhere }))).toBe("404 not_found");
    });

    test("are refused with the reason where there is nothing to invoice", async () => {
      const eventId = await anEventOnSale();
      const sale = await aSale(shop, eventId, { seats: 1 });
      const owner = { headers: await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId) };
      const refused = await asked(ASK, { params: { number: sale.number }, ...owner, body: DETAILS });
      expect([codeOf(refused), refused.body.reason]).toEqual(["409 not_invoiceable", "seller_incomplete"]);
    });
  });
}

async function aSellerOfAnother(): Promise<string> {
  return aSellerWhoInvoices(await anEventOnSale());
}
