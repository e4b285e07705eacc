import { describe, expect, test } from "vitest";
import { uuidv7 } from "#lib/platform/ids";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const STEPS = "v1/events/[id]/price-steps";
const CHANGES = "v1/events/[id]/price-changes";
const NONE = { revision: 0, announces: false, steps: [] };

/** What organizers do with price steps and buyers read of them, held against the document. */
export function priceStepsStory(): void {
  describe("price steps", () => {
    test("are read, replaced by one of two, refused with their fields, and explained to all", async () => {
      const eventId = await anEventOnSale();
      const headers = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
      const its = { params: { id: String(eventId) }, headers };
      const put = (body: object) => asked(`PUT ${STEPS}`, { ...its, body: { ...NONE, ...body } });
      const early = { kind: "early_bird", price_level_id: 1, price: 30, until_sold: 10 };
      const held = await asked("POST v1/events/[id]/reservations", {
        params: its.params,
        body: { client_reservation_id: uuidv7(), seat_ids: [1, 2] },
      });
      expect(codeOf(await asked(`GET ${STEPS}`, its))).toBe("200");
      expect(codeOf(await put({ steps: [early] }))).toBe("200");
      expect(codeOf(await put({ steps: [early] }))).toBe("409 price_steps_changed");
      const wrong = await put({ revision: 1, steps: [{ ...early, price: 45 }] });
      expect([codeOf(wrong), wrong.body.fields]).toEqual([
        "400 price_steps_invalid",
        [expect.objectContaining({ path: "steps.0.price", problem: "not_below_regular", limit: 45 })],
      ]);
      expect(codeOf(await put({ revision: 1, steps: [{ ...early, kind: "late" }] }))).toBe("400 invalid_request");
      const fan = { params: its.params, headers: { cookie: held.cookie } };
      const quoted = await asked("POST v1/reservations/[id]/quote", {
        params: { id: String(held.body.reservation_id) },
        headers: fan.headers,
        body: {},
      });
      expect([codeOf(quoted), quoted.body.total_price], "what was held keeps its price").toEqual(["200", 90]);
      const now = await asked(`GET ${CHANGES}`, { params: its.params });
      expect([codeOf(now), now.body.price_levels]).toEqual([
        "200",
        [expect.objectContaining({ price: 30, regular_price: 45, cause: "early_bird", until_sold: 10 })],
      ]);
      const sale = { kind: "model", shape: "steady", sold_percent: 50 };
      const play = (body: object, from: object = its) =>
        asked(`POST ${STEPS}/simulation`, {
          ...its,
          ...from,
          body: { announces: false, steps: [early], sale, ...body },
        });
      expect(codeOf(await play({}))).toBe("200");
      expect(codeOf(await play({ steps: [{ ...early, price: 45 }] }))).toBe("400 price_steps_invalid");
      expect(codeOf(await play({ sale: { kind: "event", event_id: 2_147_483_647 } }))).toBe("404 not_found");
      const other = { params: its.params, headers: await signedInAs((await aUser()).userId) };
      expect(codeOf(await asked(`GET ${STEPS}`, other))).toBe("403 forbidden");
      expect(codeOf(await asked(`PUT ${STEPS}`, { ...other, body: NONE }))).toBe("403 forbidden");
      expect(codeOf(await play({}, other))).toBe("403 forbidden");
      const nowhere = { params: { id: "2147483647" }, headers };
      expect(codeOf(await asked(`GET ${STEPS}`, nowhere))).toBe("404 not_found");
      expect(codeOf(await asked(`PUT ${STEPS}`, { ...nowhere, body: NONE }))).toBe("404 not_found");
      expect(codeOf(await asked(`GET ${CHANGES}`, nowhere))).toBe("404 not_found");
    });
  });
}
