import { describe, expect, test } from "vitest";
import { billingBody } from "#lib/orders/invoicing/billing-contract";
import { billingProblem } from "#lib/orders/invoicing/billing-rules";
import {
  checkInvoice,
  type InvoiceValues,
  invoiceOnWire,
  invoiceProblemsOf,
  valuesOfInvoice,
} from "./invoice-values.ts";

const COMPANY: InvoiceValues = {
  ...{ company: " Analytical Engines S.A. ", vat_id: "es b-1234.5678", address: "Gran Vía 1" },
  ...{ postcode: "28013", city: "Madrid", country: "ES" },
};
const CARD = "4242 4242 4242 4242";

/** The fields that the server refuses, beside the person's name. */
function refusedFields(values: InvoiceValues): string[] {
  const parsed = billingBody.safeParse(invoiceOnWire(values, "Ada Lovelace"));
  if (!parsed.success) return parsed.error.issues.map(({ path }) => path.join("."));
  const problem = billingProblem(parsed.data);
  return problem ? [problem.path] : [];
}

describe("the details of a company's invoice", () => {
  test("are sent as they were typed, with the buyer's name, and are there again when the bank sends the buyer back", () => {
    expect(checkInvoice(COMPANY)).toEqual({});
    const sent = invoiceOnWire(COMPANY, "Ada Lovelace");
    expect(sent).toMatchObject({ name: "Ada Lovelace", company: "Analytical Engines S.A.", vat_id: "es b-1234.5678" });
    expect(valuesOfInvoice(sent)).toEqual({ ...COMPANY, company: "Analytical Engines S.A." });
    expect(refusedFields(COMPANY)).toEqual([]);
  });

  test("without a postcode and a VAT number are enough", () => {
    expect(checkInvoice({ ...COMPANY, postcode: "", vat_id: "" })).toEqual({});
    expect(refusedFields({ ...COMPANY, postcode: "", vat_id: "" })).toEqual([]);
  });

  test.each([
    ["no company", { company: " " }, { company: "missing" }],
    ["no address", { address: "" }, { address: "missing" }],
    ["no city", { city: "" }, { city: "missing" }],
    ["no country", { country: "" }, { country: "missing" }],
    ["a VAT number of another country", { vat_id: "DE123456789" }, { vat_id: "wrong" }],
    ["a card number as the company", { company: CARD }, { company: "card_number" }],
    ["a card number as the address", { address: CARD }, { address: "card_number" }],
    ["a card number as the postcode", { postcode: CARD }, { postcode: "card_number" }],
    ["a card number as the city", { city: CARD }, { city: "card_number" }],
  ])("with %s are wrong beside the field, and so says the server", (_what, change, problems) => {
    const values = { ...COMPANY, ...change };
    expect(checkInvoice(values)).toEqual(problems);
    expect(refusedFields(values)).toEqual(Object.keys(problems));
  });

  test("that the server refuses stand beside their fields, and those that no page shows nowhere", () => {
    const paths = ["invoice.vat_id", "invoice.city", "invoice.name", "billing_details.email", "vat_id"];
    expect(invoiceProblemsOf(paths.map((path) => ({ path })))).toEqual({ vat_id: "wrong", city: "wrong" });
  });
});
