import { beforeAll, describe, expect, test } from "vitest";
import { anAddOn } from "#prisma/seed/an-add-on";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const ADD_ONS = "v1/events/[id]/add-ons";
const ONE = `${ADD_ONS}/[add_on_id]`;
const PROGRAMME = { name: { en: "Programme" }, price: 5 };

/** What organizers do with add-ons, held against the document. */
export function addOnsStory(): void {
  let eventId = 0;
  let owner = { cookie: "" };
  let fan = { cookie: "" };
  let its = { params: { id: "" }, headers: owner };

  beforeAll(async () => {
    eventId = await anEventOnSale();
    owner = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
    fan = await signedInAs((await aUser()).userId);
    its = { params: { id: String(eventId) }, headers: owner };
  });

  describe("add-ons", () => {
    test("one is made, changed by one of two, and deleted while no order has it", async () => {
      const make = (body: object) => asked(`POST ${ADD_ONS}`, { ...its, body });
      const made = await make({ ...PROGRAMME, stock: 3 });
      expect(codeOf(made)).toBe("201");
      expect(made.body).toMatchObject({ claimed: 0, left: 3, sold: 0, revenue: 0, state: "on_sale", revision: 0 });
      expect(codeOf(await make({ ...PROGRAMME, price: 0.001 }))).toBe("400 add_on_invalid");
      expect(codeOf(await make({ name: {}, price: 5 }))).toBe("400 invalid_request");
      expect(codeOf(await asked(`GET ${ADD_ONS}`, its))).toBe("200");
      const add_on_id = String(made.body.id);
      const one = { params: { ...its.params, add_on_id }, headers: owner };
      expect(codeOf(await asked(`GET ${ONE}`, one))).toBe("200");
      const change = (body: object) => asked(`PATCH ${ONE}`, { ...one, body });
      expect(codeOf(await change({ revision: 0, stock: 5 }))).toBe("200");
      expect(codeOf(await change({ revision: 0, stock: 6 }))).toBe("409 add_on_changed");
      expect(codeOf(await change({ revision: 1, price: 0.001 }))).toBe("400 add_on_invalid");
      for (const [endpoint, body] of WAYS) {
        const asks = { params: one.params, ...(body ? { body } : {}) };
        expect(codeOf(await asked(endpoint, { ...asks, headers: fan })), endpoint).toBe("403 forbidden");
        const missing = { ...asks, params: { ...one.params, id: "2147483647" }, headers: owner };
        expect(codeOf(await asked(endpoint, missing)), endpoint).toBe("404 not_found");
      }
      expect(codeOf(await asked(`DELETE ${ONE}`, one))).toBe("204");
      expect(codeOf(await asked(`DELETE ${ONE}`, one))).toBe("404 not_found");
    });

    test("one that an order has stays, and an event has fifty at most", async () => {
      const sold = await anAddOn(eventId, { stock: 2, claimed: 1 });
      const one = { params: { ...its.params, add_on_id: sold }, headers: owner };
      expect(codeOf(await asked(`DELETE ${ONE}`, one))).toBe("409 add_on_in_orders");
      const body = { revision: 0, stock: 0 };
      expect(codeOf(await asked(`PATCH ${ONE}`, { ...one, body }))).toBe("400 add_on_invalid");
      for (let i = 1; i < 50; i++) await anAddOn(eventId);
      expect(codeOf(await asked(`POST ${ADD_ONS}`, { ...its, body: PROGRAMME }))).toBe("409 too_many_add_ons");
    });
  });
}

const WAYS: [endpoint: string, body?: object][] = [
  [`GET ${ADD_ONS}`],
  [`POST ${ADD_ONS}`, PROGRAMME],
  [`GET ${ONE}`],
  [`PATCH ${ONE}`, { revision: 1, active: false }],
  [`DELETE ${ONE}`],
];
