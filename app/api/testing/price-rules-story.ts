import { describe, expect, test } from "vitest";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const RULES = "v1/events/[id]/price-rules";
const NONE = { revision: 0, ticket_types: [], group_discounts: [], taxes_included: true, tax_rates: [] };

/** What organizers do with rules of price, held against the document. */
export function priceRulesStory(): void {
  describe("rules of price", () => {
    test("are read, replaced by one of two, and refused with their fields", async () => {
      const eventId = await anEventOnSale();
      const headers = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
      const its = { params: { id: String(eventId) }, headers };
      const put = (rules: object) => asked(`PUT ${RULES}`, { ...its, body: { ...NONE, ...rules } });
      const read = await asked(`GET ${RULES}`, its);
      expect([codeOf(read), read.body.revision]).toEqual(["200", 0]);
      const child = { name: "Child", kind: "percent", value: 50 };
      const wrong = await put({ ticket_types: [{ ...child, value: 101 }] });
      expect([codeOf(wrong), wrong.body.fields]).toEqual([
        "400 price_rules_invalid",
        [expect.objectContaining({ path: "ticket_types.0.value", problem: "percent_max", limit: 100 })],
      ]);
      const taxed = await put({ tax_rates: [{ name: "VAT", percent: 300, on: ["tickets"] }] });
      expect([codeOf(taxed), taxed.body.fields]).toEqual([
        "400 invalid_request",
        [expect.objectContaining({ path: "tax_rates.0.percent" })],
      ]);
      expect(codeOf(await put({ ticket_types: [child] }))).toBe("200");
      expect(codeOf(await put({ ticket_types: [child] }))).toBe("409 price_rules_changed");
      const fan = { ...its, headers: await signedInAs((await aUser()).userId) };
      expect(codeOf(await asked(`GET ${RULES}`, fan))).toBe("403 forbidden");
      expect(codeOf(await asked(`PUT ${RULES}`, { ...fan, body: NONE }))).toBe("403 forbidden");
      const nowhere = { params: { id: "2147483647" }, headers };
      expect(codeOf(await asked(`GET ${RULES}`, nowhere))).toBe("404 not_found");
      expect(codeOf(await asked(`PUT ${RULES}`, { ...nowhere, body: NONE }))).toBe("404 not_found");
    });
  });
}
