import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

/** What the platform's administrators do, held against the document. */
export function administratorsStory(): void {
  let headers = { cookie: "" };

  beforeAll(async () => {
    const { userId } = await aUser();
    await db().user.update({ where: { id: userId }, data: { role: "ADMIN" } });
    headers = await signedInAs(userId);
  });

  describe("organizations of the platform", () => {
    const ONE = "v1/admin/organizations/[id]";

    test("are made with an invited owner, listed and read", async () => {
      const body = { name: `Teatro ${uuidv7()}`, owner_email: "owner@house.example" };
      const made = await asked("POST v1/admin/organizations", { headers, body });
      expect(codeOf(made)).toBe("201");
      expect(made.body).toMatchObject({ name: body.name, status: "active", suspension: null, members: 0, events: 0 });
      const organizationId = String(made.body.id);
      expect(await db().invitation.findMany({ where: { organizationId } })).toMatchObject([
        { email: body.owner_email, role: "OWNER" },
      ]);
      const found = await asked("GET v1/admin/organizations", { headers, query: `?q=${body.name.slice(-12)}` });
      expect(found.body).toMatchObject({ data: [{ id: organizationId }], meta: { total: 1 } });
      expect(codeOf(await asked(`GET ${ONE}`, { headers, params: { id: organizationId } }))).toBe("200");
      expect(codeOf(await asked(`GET ${ONE}`, { headers, params: { id: uuidv7() } }))).toBe("404 not_found");
      expect(codeOf(await asked("POST v1/admin/organizations", { headers, body: {} }))).toBe("400 invalid_request");
    });

    test("are suspended once, with a reason, and resumed", async () => {
      const event = await anEventOnSale();
      const its = { headers, params: { id: await sellerOf(event) } };
      const hold = { params: { id: String(event) }, body: { client_reservation_id: uuidv7(), seat_ids: [1] } };
      const suspend = { ...its, body: { reason: "The concerts do not take place." } };
      expect(codeOf(await asked(`DELETE ${ONE}/suspension`, its))).toBe("409 not_suspended");
      expect(codeOf(await asked(`POST ${ONE}/suspension`, suspend))).toBe("204");
      expect(codeOf(await asked(`POST ${ONE}/suspension`, suspend))).toBe("409 already_suspended");
      expect(codeOf(await asked("POST v1/events/[id]/reservations", hold))).toBe("403 sale_stopped");
      const shown = await asked("GET v1/events/[id]", { params: hold.params });
      expect(shown.body).toMatchObject({ status: "stopped" });
      const read = await asked(`GET ${ONE}`, its);
      expect(read.body).toMatchObject({ status: "suspended", suspension: { reason: suspend.body.reason } });
      expect(codeOf(await asked(`DELETE ${ONE}/suspension`, its))).toBe("204");
      const again = { ...hold, body: { ...hold.body, client_reservation_id: uuidv7() } };
      expect(codeOf(await asked("POST v1/events/[id]/reservations", again))).toBe("201");
      const missing = { ...suspend, params: { id: uuidv7() } };
      expect(codeOf(await asked(`POST ${ONE}/suspension`, missing))).toBe("404 not_found");
      expect(codeOf(await asked(`DELETE ${ONE}/suspension`, missing))).toBe("404 not_found");
    });
  });
}
