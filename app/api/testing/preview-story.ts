import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const LINK = "v1/events/[id]/preview-link";

/** What organizers do with the preview link of a draft, held against the document. */
export function previewStory(): void {
  let eventId = 0;
  let owner = { cookie: "" };
  let its = { params: { id: "" }, headers: owner };

  beforeAll(async () => {
    eventId = await anEventOnSale();
    owner = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
    its = { params: { id: String(eventId) }, headers: owner };
  });

  describe("a preview link", () => {
    test("is made for a draft, made again and revoked by its organizer alone", async () => {
      const make = (body: object) => asked(`POST ${LINK}`, { ...its, body });
      expect((await asked(`GET ${LINK}`, its)).body).toMatchObject({ state: "none" });
      expect(codeOf(await make({}))).toBe("409 preview_needs_draft");
      await db().event.update({ where: { id: eventId }, data: { status: "DRAFT" } });
      expect(codeOf(await make({ days: 0 }))).toBe("400 invalid_request");
      expect(codeOf(await make({ days: 91 }))).toBe("400 invalid_request");
      expect(codeOf(await make({}))).toBe("201");
      expect((await asked(`GET ${LINK}`, its)).body).toMatchObject({ state: "open" });
      const fan = await signedInAs((await aUser()).userId);
      for (const [endpoint, body] of WAYS) {
        const asks = { params: its.params, ...(body ? { body } : {}) };
        expect(codeOf(await asked(endpoint, { ...asks, headers: fan })), endpoint).toBe("403 forbidden");
        const missing = { ...asks, params: { id: "2147483647" }, headers: owner };
        expect(codeOf(await asked(endpoint, missing)), endpoint).toBe("404 not_found");
      }
      expect(codeOf(await asked(`DELETE ${LINK}`, its))).toBe("204");
      expect(codeOf(await asked(`DELETE ${LINK}`, its))).toBe("404 not_found");
    });
  });
}

const WAYS: [endpoint: string, body?: object][] = [[`GET ${LINK}`], [`POST ${LINK}`, {}], [`DELETE ${LINK}`]];
