import { beforeAll, describe, expect, test } from "vitest";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const CODES = "v1/events/[id]/promo-codes";
const BATCHES = "v1/events/[id]/promo-code-batches";
const TEN_PERCENT = { kind: "percent", value: 10 };

/** What organizers do with promo codes, held against the document. */
export function promosStory(): void {
  let owner = { cookie: "" };
  let fan = { cookie: "" };
  let its = { params: { id: "" }, headers: owner };

  beforeAll(async () => {
    const eventId = await anEventOnSale();
    owner = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
    fan = await signedInAs((await aUser()).userId);
    its = { params: { id: String(eventId) }, headers: owner };
  });

  const nowhere = () => ({ params: { id: "2147483647" }, headers: owner });

  describe("promo codes", () => {
    test("one is made, changed by one of two, read with its orders, and deactivated", async () => {
      const make = (body: object) => asked(`POST ${CODES}`, { ...its, body });
      const made = await make({ code: "Encore-10", ...TEN_PERCENT });
      expect(codeOf(made)).toBe("201");
      expect(codeOf(await make({ code: "ENCORE 1O", ...TEN_PERCENT }))).toBe("409 promo_code_taken");
      expect(codeOf(await make({ code: "MORE", kind: "percent", value: 101 }))).toBe("400 promo_terms_invalid");
      expect(codeOf(await make({ code: "A" }))).toBe("400 invalid_request");
      expect(codeOf(await asked(`GET ${CODES}`, its))).toBe("200");
      expect(codeOf(await asked(`GET ${CODES}.csv`, its))).toBe("200");
      const id = String(made.body.id);
      const one = { params: { ...its.params, code_id: id }, headers: owner };
      expect(codeOf(await asked(`GET ${CODES}/[code_id]`, one))).toBe("200");
      expect(codeOf(await asked(`GET ${CODES}/[code_id]/orders`, one))).toBe("200");
      const change = (body: object) => asked(`PATCH ${CODES}/[code_id]`, { ...one, body });
      expect(codeOf(await change({ revision: 0, uses_max: 5 }))).toBe("200");
      expect(codeOf(await change({ revision: 0, uses_max: 6 }))).toBe("409 promo_code_changed");
      expect(codeOf(await change({ revision: 1, value: 101 }))).toBe("400 promo_terms_invalid");
      const end = { ...its, body: { ids: [id] } };
      const ended = await asked(`POST ${CODES}/deactivation`, end);
      expect([codeOf(ended), ended.body]).toEqual(["200", { deactivated: 1 }]);
      for (const [endpoint, body] of ways(id)) {
        const asks = { params: one.params, ...(body ? { body } : {}) };
        expect(codeOf(await asked(endpoint, { ...asks, headers: fan })), endpoint).toBe("403 forbidden");
        const missing = { ...asks, params: { ...one.params, ...nowhere().params }, headers: owner };
        expect(codeOf(await asked(endpoint, missing)), endpoint).toBe("404 not_found");
      }
    });

    test("many are generated or imported under one name, or none", async () => {
      const make = (body: object) => asked(`POST ${BATCHES}`, { ...its, body: { terms: TEN_PERCENT, ...body } });
      expect(codeOf(await make({ name: "Letter", generate: { count: 5 } }))).toBe("201");
      expect(codeOf(await make({ name: "letter", list: "ABCD\n" }))).toBe("422 promo_batch_invalid");
      expect(codeOf(await make({ name: "Twice", list: "ABCD\nabcd" }))).toBe("422 promo_lines_invalid");
      const wrong = { kind: "amount", value: 0.001 };
      expect(codeOf(await make({ name: "Wrong", list: "ABCD", terms: wrong }))).toBe("400 promo_terms_invalid");
      expect(codeOf(await asked(`GET ${BATCHES}`, its))).toBe("200");
    });
  });
}

const ways = (id: string): [endpoint: string, body?: object][] => [
  [`GET ${CODES}`],
  [`POST ${CODES}`, { code: "OTHER", ...TEN_PERCENT }],
  [`GET ${CODES}.csv`],
  [`GET ${CODES}/[code_id]`],
  [`PATCH ${CODES}/[code_id]`, { revision: 1, active: false }],
  [`GET ${CODES}/[code_id]/orders`],
  [`POST ${CODES}/deactivation`, { ids: [id] }],
  [`GET ${BATCHES}`],
  [`POST ${BATCHES}`, { name: "Other", terms: TEN_PERCENT, list: "EFGH" }],
];
