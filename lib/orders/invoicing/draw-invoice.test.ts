import { describe, expect, test } from "vitest";
import { drawInvoice } from "./draw-invoice.ts";
import type { InvoiceDocument, InvoiceLine } from "./invoice-document.ts";
import { totalsOf } from "./invoice-lines.ts";
import { invoiceText } from "./invoice-text.ts";
import { invoiceWords } from "./invoice-words.ts";

function aLine(seatId: number): InvoiceLine {
  const seat = { section: "Patio de butacas", row: "F", number: String(seatId), isTable: false };
  return {
    key: `seat:${seatId}`,
    what: { kind: "ticket", ...seat, priceLevel: "Standard", ticketType: "Child" },
    listMinor: 4_500,
    reductions: [{ kind: "ticket_type", id: "c", name: "Child", amountMinor: 2_250 }],
    feeMinor: 225,
    totalMinor: 2_250,
    taxes: [{ id: "v", name: "IVA", rateMilli: 10_000, amountMinor: 205, netMinor: 2_045 }],
  };
}

function aDocument(lines: readonly InvoiceLine[], changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  const seller = { name: "Sala Norte", legal_name: "Sala Norte S.L.", address: "Calle Mayor 1", postcode: "28013" };
  return {
    ...{ version: 1, kind: "INVOICE", number: "INV-2026-000017", issuedOn: "2026-11-28", locale: "en" },
    seller: {
      ...{ ...seller, city: "Madrid", country: "ES", vat_id: "ESB12345678", tax_number: "" },
      contact_email: "hola@sala-norte.example",
    },
    buyer: {
      ...{ name: "Ada Lovelace", company: "Analytical Engines S.A.", email: "ada@example.org", postcode: "28013" },
      ...{ address: "Gran Vía 1", city: "Madrid", country: "ES", vatId: "ESA12345674" },
    },
    ...{ orderNumber: "ORD-2026-2-KY0VH5", paidAt: "2026-11-28T12:00:00.000Z", currency: "EUR" },
    event: {
      ...{ title: "An evening", startsAt: "2026-12-24T19:00:00.000Z", timeZone: "Europe/Madrid" },
      ...{ venueName: "Sala Norte", city: "Madrid", country: "ES" },
    },
    ...{ isTaxInclusive: true, lines, totals: totalsOf(lines), isReverseCharge: false, corrects: null },
    ...changes,
  };
}

describe("what a document says", () => {
  test("stands on it in its buyer's language, with every amount of its lines and totals", async () => {
    const text = invoiceText(aDocument([aLine(1), aLine(2)]), await invoiceWords("en"));
    expect(text.title).toBe("Invoice INV-2026-000017");
    expect(text.seller).toContain("VAT ID ESB12345678");
    expect(text.buyer[0]).toBe("Analytical Engines S.A.");
    expect(text.lines[0]).toEqual({
      name: "Patio de butacas, row F, seat 1",
      details: ["Standard · Child", "Child: -€22.50", "Booking fee €2.25 included", "IVA 10\u00a0%: €2.05"],
      price: "€45.00",
      amount: "€22.50",
    });
    expect(text.totals.map(({ amount }) => amount)).toEqual(["€40.90", "€4.10", "€45.00"]);
    const spanish = invoiceText(aDocument([aLine(1)], { locale: "es" }), await invoiceWords("es"));
    expect(spanish.title).toBe("Factura INV-2026-000017");
  });

  test("names the invoice that a credit note corrects, and who owes the tax where it is the buyer", async () => {
    const corrects = { number: "INV-2026-000016", issuedOn: "2026-11-27", reason: "refund" } as const;
    const changes = { kind: "CREDIT_NOTE", corrects, isReverseCharge: true } as const;
    const text = invoiceText(aDocument([aLine(1)], changes), await invoiceWords("en"));
    expect(text.subtitle).toEqual(["Corrects invoice INV-2026-000016 of 27 November 2026", "Reason: refund"]);
    expect(text.notes[0]).toContain("article 194");
  });
});

test("a document of many tickets is drawn on as many pages as it needs, and on no empty one", async () => {
  const pagesOf = async (count: number) => {
    const lines = Array.from({ length: count }, (_, i) => aLine(i + 1));
    const pdf = Buffer.from(await drawInvoice(aDocument(lines)));
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    return (pdf.toString("latin1").match(/\/Type \/Page\b/g) ?? []).length;
  };
  expect(await pagesOf(2)).toBe(1);
  expect(await pagesOf(40)).toBe(5);
});
