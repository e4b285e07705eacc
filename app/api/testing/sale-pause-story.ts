import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const PAUSE = "v1/events/[id]/sale-pause";
const HOLD = "v1/events/[id]/reservations";

/** What organizers do with the pause of a sale, held against the document. */
export function salePauseStory(): void {
  let eventId = 0;
  let owner = { cookie: "" };
  let its = { params: { id: "" }, headers: owner };

  beforeAll(async () => {
    eventId = await anEventOnSale();
    owner = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
    its = { params: { id: String(eventId) }, headers: owner };
  });

  describe("a sale", () => {
    test("is paused and goes on by its organizer alone, and holds are told so", async () => {
      const hold = (seatId: number) =>
        asked(`POST ${HOLD}`, {
          params: its.params,
          body: { client_reservation_id: uuidv7(), seat_ids: [seatId] },
        });
      const pause = (body: object) => asked(`POST ${PAUSE}`, { ...its, body });
      const shown = async () => (await asked("GET v1/events/[id]", { params: its.params })).body.status;
      expect((await asked(`DELETE ${PAUSE}`, its)).body).toEqual({ is_paused: false, paused_at: null });
      expect(codeOf(await pause({ reason: "x".repeat(301) }))).toBe("400 invalid_request");
      const first = await pause({ reason: "The code is out." });
      expect(first.body).toMatchObject({ is_paused: true });
      expect((await pause({})).body).toEqual(first.body);
      expect((await asked(`GET ${PAUSE}`, its)).body).toEqual(first.body);
      const refused = await hold(1);
      expect(codeOf(refused)).toBe("403 sale_paused");
      expect(refused.headers.get("retry-after")).toBe("15");
      await expect.poll(shown, { timeout: 15_000 }).toBe("paused");
      expect(codeOf(await asked(`DELETE ${PAUSE}`, its))).toBe("200");
      expect(codeOf(await hold(1))).toBe("201");

      await db().event.update({ where: { id: eventId }, data: { status: "DRAFT" } });
      expect(codeOf(await pause({}))).toBe("403 sale_closed");
      expect(codeOf(await asked(`DELETE ${PAUSE}`, its))).toBe("403 sale_closed");
      const fan = await signedInAs((await aUser()).userId);
      for (const [endpoint, body] of WAYS) {
        const asks = { params: its.params, ...(body ? { body } : {}) };
        expect(codeOf(await asked(endpoint, { ...asks, headers: fan })), endpoint).toBe("403 forbidden");
        const missing = { ...asks, params: { id: "2147483647" }, headers: owner };
        expect(codeOf(await asked(endpoint, missing)), endpoint).toBe("404 not_found");
      }
    });
  });
}

const WAYS: [endpoint: string, body?: object][] = [[`GET ${PAUSE}`], [`POST ${PAUSE}`, {}], [`DELETE ${PAUSE}`]];
