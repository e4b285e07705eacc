import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aMember, anEventOnSale, aPaidOrder, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const ORGANIZATION = "v1/organizations/[id]";

/** What an organization's owners do with its settings, payouts, people, tokens, views and webhooks, held against the document. */
export function organizationsStory(): void {
  let eventId = 0;
  let organizationId = "";
  let ownerId = "";
  let owner = { cookie: "" };
  let mine = { params: { id: "" }, headers: owner };

  beforeAll(async () => {
    eventId = await anEventOnSale();
    organizationId = await sellerOf(eventId);
    ownerId = (await aMember(organizationId, "OWNER")).userId;
    owner = await signedInAs(ownerId);
    mine = { params: { id: organizationId }, headers: owner };
  });

  describe("organizations", () => {
    test("one is read and changed by its owners, and says what is missing until the first sale", async () => {
      const read = await asked(`GET ${ORGANIZATION}`, mine);
      expect(codeOf(read)).toBe("200");
      const { revision } = read.body;
      const change = (body: object, headers = owner) => asked(`PATCH ${ORGANIZATION}`, { ...mine, headers, body });
      expect(codeOf(await change({ currency: "EUR", city: "Madrid", revision }))).toBe("200");
      const stale = await change({ city: "Toledo", revision });
      expect(codeOf(stale)).toBe("409 organization_changed");
      expect(stale.body).toMatchObject({ changes: { city: "Madrid" } });
      expect(codeOf(await change({ color_light: "#ffffff", revision: 2 }))).toBe("400 invalid_request");
      await aPaidOrder(eventId, [7]);
      expect(codeOf(await change({ currency: "USD", revision: Number(revision) + 1 }))).toBe("409 currency_fixed");
      const manager = await signedInAs((await aMember(organizationId, "MANAGER")).userId);
      expect(codeOf(await change({ city: "Toledo", revision: 2 }, manager))).toBe("403 forbidden");

      const list = await asked(`GET ${ORGANIZATION}/checklist`, mine);
      expect(list.body).toMatchObject({ complete: false, hidden: true });
      expect(codeOf(await asked(`DELETE ${ORGANIZATION}/checklist`, mine))).toBe("409 checklist_incomplete");
    });

    test("one connects an account of its own for its buyers' money, and disconnects it", async () => {
      const way = `${ORGANIZATION}/payout-account`;
      expect((await asked(`GET ${way}`, mine)).body).toMatchObject({ state: "none", account: null });
      const connect = async () => {
        const answer = await asked(`POST ${way}`, mine);
        expect(codeOf(answer)).toBe("200");
        return String(answer.body.url);
      };
      const first = await connect();
      const { body } = await asked(`GET ${way}`, mine);
      expect(body).toMatchObject({ state: "onboarding", due: expect.arrayContaining(["external_account"]) });
      // Pressed again it goes on with the same account.
      expect(await connect()).not.toBe(first);
      expect((await asked(`GET ${way}`, mine)).body.account).toBe(body.account);
      expect(codeOf(await asked(`DELETE ${way}`, mine))).toBe("200");
      expect((await asked(`GET ${way}`, mine)).body).toMatchObject({ state: "disconnected", due: [] });
      expect(codeOf(await asked(`DELETE ${way}`, mine))).toBe("200");
    });

    test("members, invitations and the log are read and changed", async () => {
      expect(codeOf(await asked("GET v1/organizations", { headers: owner }))).toBe("200");
      expect(codeOf(await asked(`GET ${ORGANIZATION}/events`, mine))).toBe("200");
      expect(codeOf(await asked(`GET ${ORGANIZATION}/members`, mine))).toBe("200");
      const { userId } = await aMember(organizationId, "GATE");
      const member = { ...mine, params: { id: organizationId, user_id: userId } };
      const one = `${ORGANIZATION}/members/[user_id]`;
      expect(codeOf(await asked(`PATCH ${one}`, { ...member, body: { role: "manager" } }))).toBe("204");
      expect(codeOf(await asked(`DELETE ${one}`, member))).toBe("204");
      const last = { ...mine, params: { id: organizationId, user_id: ownerId } };
      expect(codeOf(await asked(`PATCH ${one}`, { ...last, body: { role: "gate" } }))).toBe("409 last_owner");
      expect(codeOf(await asked(`DELETE ${one}`, last))).toBe("409 last_owner");
      const { email } = await db().user.findUniqueOrThrow({ where: { id: ownerId } });
      const known = { ...mine, body: { email, role: "gate" } };
      expect(codeOf(await asked(`POST ${ORGANIZATION}/invitations`, known))).toBe("409 already_member");
      const body = { email: "new@example.org", role: "gate" };
      const invited = await asked(`POST ${ORGANIZATION}/invitations`, { ...mine, body });
      expect(codeOf(invited)).toBe("201");
      expect(codeOf(await asked(`GET ${ORGANIZATION}/invitations`, mine))).toBe("200");
      const ids = Object.entries(invited.body).filter(([name]) => /id$/.test(name));
      const params = { id: organizationId, invitation_id: String(ids[0]?.[1]) };
      expect(codeOf(await asked(`DELETE ${ORGANIZATION}/invitations/[invitation_id]`, { ...mine, params }))).toBe(
        "204",
      );
      expect(codeOf(await asked(`GET ${ORGANIZATION}/audit-log`, mine))).toBe("200");
      expect(codeOf(await asked(`GET ${ORGANIZATION}/audit-log.csv`, mine))).toBe("200");
    });

    test("access tokens are made and taken back", async () => {
      const body = { name: "A program", scopes: ["event.read"], expires_in_days: 30 };
      const made = await asked(`POST ${ORGANIZATION}/access-tokens`, { ...mine, body });
      expect(codeOf(made)).toBe("201");
      expect(codeOf(await asked(`GET ${ORGANIZATION}/access-tokens`, mine))).toBe("200");
      const token = await db().accessToken.findFirstOrThrow({ where: { organizationId } });
      const one = { ...mine, params: { id: organizationId, token_id: token.id } };
      expect(codeOf(await asked(`DELETE ${ORGANIZATION}/access-tokens/[token_id]`, one))).toBe("204");
    });

    test("views of lists are saved, changed and deleted", async () => {
      const VIEWS = `${ORGANIZATION}/saved-views`;
      const body = { list: "orders", name: "Refunds", query: "?q=refund&page=2", is_default: true };
      const made = await asked(`POST ${VIEWS}`, { ...mine, body });
      expect([codeOf(made), made.body.query]).toEqual(["201", "q=refund"]);
      expect(codeOf(await asked(`POST ${VIEWS}`, { ...mine, body: { ...body, name: "refunds" } }))).toBe(
        "409 saved_view_name_taken",
      );
      const listed = await asked(`GET ${VIEWS}`, { ...mine, query: "?list=orders" });
      expect([codeOf(listed), listed.body.data]).toEqual(["200", [made.body]]);
      const one = { ...mine, params: { id: organizationId, view_id: String(made.body.id) } };
      expect(codeOf(await asked(`PATCH ${VIEWS}/[view_id]`, { ...one, body: { name: "Given back" } }))).toBe("200");
      expect(codeOf(await asked(`POST ${VIEWS}`, { ...mine, body }))).toBe("201");
      expect(codeOf(await asked(`PATCH ${VIEWS}/[view_id]`, { ...one, body: { name: "Refunds" } }))).toBe(
        "409 saved_view_name_taken",
      );
      await db().savedView.updateMany({ where: { organizationId }, data: { userId: ownerId, isShared: true } });
      const gate = await signedInAs((await aMember(organizationId, "GATE")).userId);
      expect(codeOf(await asked(`POST ${VIEWS}`, { ...mine, headers: gate, body }))).toBe("403 forbidden");
      expect(codeOf(await asked(`GET ${VIEWS}`, { ...mine, headers: gate, query: "?list=orders" }))).toBe(
        "403 forbidden",
      );
      const theirs = { ...one, headers: gate };
      expect(codeOf(await asked(`PATCH ${VIEWS}/[view_id]`, { ...theirs, body: { name: "x" } }))).toBe("403 forbidden");
      expect(codeOf(await asked(`DELETE ${VIEWS}/[view_id]`, theirs))).toBe("403 forbidden");
      expect(codeOf(await asked(`DELETE ${VIEWS}/[view_id]`, one))).toBe("204");
      expect(codeOf(await asked(`DELETE ${VIEWS}/[view_id]`, one))).toBe("404 not_found");
    });

    test("webhooks are set up, tried and taken away", async () => {
      const body = { url: "http://127.0.0.1:9/hook", events: ["order.paid"] };
      expect(codeOf(await asked(`POST ${ORGANIZATION}/webhooks`, { ...mine, body }))).toBe("201");
      expect(codeOf(await asked(`GET ${ORGANIZATION}/webhooks`, mine))).toBe("200");
      const { id } = await db().webhookEndpoint.findFirstOrThrow({ where: { organizationId } });
      const one = { ...mine, params: { id: organizationId, webhook_id: id } };
      const endpoint = `${ORGANIZATION}/webhooks/[webhook_id]`;
      expect(codeOf(await asked(`POST ${endpoint}/ping`, one))).toMatch(/^20\d$/);
      expect(codeOf(await asked(`GET ${endpoint}/deliveries`, one))).toBe("200");
      const delivery = await db().webhookDelivery.findFirst({ where: { endpointId: id } });
      const again = { ...one, params: { ...one.params, delivery_id: delivery?.id ?? uuidv7() } };
      expect(codeOf(await asked(`POST ${endpoint}/deliveries/[delivery_id]/replay`, again))).toMatch(/^20\d$|^404/);
      expect(codeOf(await asked(`POST ${endpoint}/rotate-secret`, one))).toBe("200");
      expect(codeOf(await asked(`PATCH ${endpoint}`, { ...one, body: { ...body, enabled: false } }))).toBe("200");
      expect(codeOf(await asked(`POST ${endpoint}/ping`, one))).toBe("409 webhook_disabled");
      const replay = `POST ${endpoint}/deliveries/[delivery_id]/replay`;
      expect(codeOf(await asked(replay, again))).toBe("409 webhook_disabled");
      expect(codeOf(await asked(`DELETE ${endpoint}`, one))).toBe("204");
    });
  });
}
