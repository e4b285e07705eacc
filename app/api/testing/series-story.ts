import { beforeAll, describe, expect, test } from "vitest";
import { seriesMaker } from "#lib/catalog/series/series-maker";
import { db } from "#lib/platform/db/db";
import { workFacts } from "#lib/platform/testing/facts";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { publishEvent } from "#lib/seating/publish-event";
import { aMember, anEventOnSale, aPaidOrder, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const SERIES = "v1/events/[id]/series";
const RULE = { also: ["2098-03-02T20:00", "2098-03-03T20:00"], skip: ["2098-03-04"] };

/** What organizers do with series, held against the document. */
export function seriesStory(): void {
  let owner = { cookie: "" };
  let fan = { cookie: "" };
  let eventId = 0;
  let its = { params: { id: "" }, headers: owner };

  beforeAll(async () => {
    eventId = await anEventOnSale();
    owner = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
    fan = await signedInAs((await aUser()).userId);
    its = { params: { id: String(eventId) }, headers: owner };
  });

  const organization = async (status: "ACTIVE" | "PENDING") =>
    db().organization.update({ where: { id: await sellerOf(eventId) }, data: { status } });

  describe("series", () => {
    test("dates are previewed, made, read and changed together", async () => {
      const ask = (endpoint: string, body?: object) => asked(endpoint, { ...its, ...(body ? { body } : {}) });
      expect(codeOf(await ask(`GET ${SERIES}`))).toBe("404 not_found");
      expect(codeOf(await ask(`POST ${SERIES}-preview`, RULE))).toBe("200");
      expect(codeOf(await ask(`POST ${SERIES}-preview`, { also: ["tomorrow"] }))).toBe("400 invalid_request");
      expect(codeOf(await ask(`POST ${SERIES}`, { also: ["2020-03-02T20:00"] }))).toBe("400 invalid_request");
      await organization("PENDING");
      const early = { ...RULE, status: "on_sale" };
      expect(codeOf(await ask(`POST ${SERIES}`, early))).toBe("403 organization_not_approved");
      expect(codeOf(await ask(`PATCH ${SERIES}`, { change: { status: "on_sale" } }))).toBe(
        "403 organization_not_approved",
      );
      await organization("ACTIVE");
      expect(codeOf(await ask(`POST ${SERIES}`, early))).toBe("202");
      await workFacts(seriesMaker({ copyRules: copyEventRules, publish: publishEvent }));
      const read = await ask(`GET ${SERIES}`);
      expect([codeOf(read), read.body]).toMatchObject(["200", { to_make: 0, failed: 0 }]);
      expect(codeOf(await asked("GET v1/events/[id]/dates", { params: its.params }))).toBe("200");
      expect(codeOf(await asked("GET v1/events/[id]/dates", { params: { id: "2147483647" } }))).toBe("404 not_found");
      expect(codeOf(await ask(`PATCH ${SERIES}`, { change: { subtitle: "Again" } }))).toBe("200");
      expect(codeOf(await ask(`PATCH ${SERIES}`, { change: { subtitle: "Late", revision: 1 } }))).toBe(
        "409 event_edited",
      );
      await aPaidOrder(eventId);
      expect(codeOf(await ask(`PATCH ${SERIES}`, { change: { currency: "CHF" } }))).toBe("409 event_has_sales");
      for (const status of ["cancelled", "postponed"])
        expect(codeOf(await ask(`PATCH ${SERIES}`, { change: { status } }))).toBe("400 invalid_request");
    });

    test("strangers and others' events are refused at each", async () => {
      for (const [endpoint, body] of WAYS) {
        const asks = body ? { body } : {};
        expect(codeOf(await asked(endpoint, { ...its, ...asks, headers: fan })), endpoint).toBe("403 forbidden");
        const nowhere = { params: { id: "2147483647" }, headers: owner };
        expect(codeOf(await asked(endpoint, { ...nowhere, ...asks })), endpoint).toBe("404 not_found");
      }
    });
  });
}

const WAYS: [endpoint: string, body?: object][] = [
  [`GET ${SERIES}`],
  [`POST ${SERIES}`, RULE],
  [`PATCH ${SERIES}`, { change: { subtitle: "Again" } }],
  [`POST ${SERIES}-preview`, RULE],
];
