import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "#lib/identity/passwords/password";
import { orderCanceller } from "#lib/orders/cancelling/cancel-orders";
import { workCancellations } from "#lib/orders/cancelling/work-cancellations";
import { orderLinkKey } from "#lib/orders/reading/find-order";
import type { Shop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { workFacts } from "#lib/platform/testing/facts";
import { openWaitingRoom } from "#lib/waiting-room/open-waiting-room";
import { aHeldReservation, aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { aProvenGuest } from "#prisma/seed/proven-guest";
import { NEW_EVENT } from "../v1/events/new-event-example.ts";
import { asked, codeOf, signedInAs } from "./asking.ts";

/** What organizers do with events, orders and tickets, and API clients with their accounts, held against the document: each endpoint's yes, and the noes of its own. */
export function organizersStory(shop: Shop): void {
  let eventId = 0;
  let organizationId = "";
  let ownerId = "";
  let owner = { cookie: "" };

  beforeAll(async () => {
    eventId = await anEventOnSale({ refundUntilHours: 24 });
    organizationId = await sellerOf(eventId);
    ownerId = (await aMember(organizationId, "OWNER")).userId;
    owner = await signedInAs(ownerId);
  });

  /** A paid order, with its number and its tickets. */
  async function sold(seatIds: number[]) {
    const buyer = await aUser();
    const held = await aHeldReservation(eventId, seatIds, `user:${buyer.userId}`);
    const answer = await shop.commit(held);
    if (!answer.ok || !("confirmed" in answer)) throw new Error(JSON.stringify(answer));
    const { order_id: number, tickets } = answer.confirmed;
    return { number, tickets, headers: await signedInAs(buyer.userId) };
  }

  describe("events", () => {
    test("one is made, changed and deleted, and one with sales is not", async () => {
      const { venueId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
      const body = { ...NEW_EVENT, category: "concert", organization_id: organizationId, venue_id: venueId };
      const made = await asked("POST v1/events", { headers: owner, body });
      expect(codeOf(made)).toBe("201");
      const its = { params: { id: String(made.body.id) }, headers: owner };
      expect(codeOf(await asked("PATCH v1/events/[id]", { ...its, body: { title: "Another" } }))).toBe("200");
      const stale = { ...its, body: { title: "A third", revision: Number(made.body.revision) } };
      expect(codeOf(await asked("PATCH v1/events/[id]", stale))).toBe("409 event_edited");
      expect(codeOf(await asked("DELETE v1/events/[id]", its))).toBe("204");
      await sold([1, 2]);
      const busy = { params: { id: String(eventId) }, headers: owner };
      expect(codeOf(await asked("DELETE v1/events/[id]", busy))).toBe("409 event_has_sales");
      const gate = await signedInAs((await aMember(organizationId, "GATE")).userId);
      expect(codeOf(await asked("DELETE v1/events/[id]", { ...busy, headers: gate }))).toBe("403 forbidden");
      expect(codeOf(await asked("POST v1/events", { headers: owner, body: {} }))).toBe("400 invalid_request");
      expect(codeOf(await asked("PATCH v1/events/[id]", { ...busy, body: { title: 5 } }))).toBe("400 invalid_request");
      const moved = { ...busy, body: { currency: "USD" } };
      expect(codeOf(await asked("PATCH v1/events/[id]", moved))).toMatch(/^409 event_has_sales|^400/);
      expect(codeOf(await asked("GET v1/venues"))).toBe("200");
    });
  });

  describe("a postponed event", () => {
    test("has no date until a change says it, for its staff and for everyone", async () => {
      const off = await anEventOnSale();
      const { userId } = await aMember(await sellerOf(off), "OWNER");
      const its = { params: { id: String(off) }, headers: await signedInAs(userId) };
      const patch = (body: object) => asked("PATCH v1/events/[id]", { ...its, body });
      expect((await patch({ status: "postponed" })).body).toMatchObject({ status: "postponed", has_date: false });
      const shown = await asked("GET v1/events/[id]", { params: its.params });
      expect(shown.body).toMatchObject({ status: "postponed", has_date: false });
      expect(codeOf(await patch({ end_time: "2031-05-01T22:00:00Z" }))).toBe("400 invalid_request");
      const report = await asked("GET v1/events/[id]/change-report", its);
      expect(report.body).toMatchObject({ parts: ["time"], has_date: false, orders: { total: 0 } });
      const dated = await patch({ start_time: "2031-05-01T20:00:00Z" });
      expect(dated.body).toMatchObject({ has_date: true, start_time: "2031-05-01T20:00:00.000Z" });
    });
  });

  describe("a cancelled event", () => {
    test("tells its staff what was given back, and sends again what failed", async () => {
      const off = await anEventOnSale();
      const { userId } = await aMember(await sellerOf(off), "OWNER");
      const its = { params: { id: String(off) }, headers: await signedInAs(userId) };
      expect(codeOf(await asked("GET v1/events/[id]/cancellation", its))).toBe("404 not_found");
      expect(codeOf(await asked("POST v1/events/[id]/cancellation", its))).toBe("404 not_found");
      const cancelled = await asked("PATCH v1/events/[id]", { ...its, body: { status: "cancelled" } });
      expect(cancelled.body).toMatchObject({ status: "cancelled" });
      await workFacts(orderCanceller);
      await workCancellations();
      const read = await asked("GET v1/events/[id]/cancellation", its);
      expect([codeOf(read), read.body.status]).toEqual(["200", "finished"]);
      expect(codeOf(await asked("POST v1/events/[id]/cancellation", its))).toBe("202");
      const gate = await signedInAs((await aMember(await sellerOf(off), "GATE")).userId);
      for (const endpoint of ["GET v1/events/[id]/cancellation", "POST v1/events/[id]/cancellation"]) {
        expect(codeOf(await asked(endpoint, { ...its, headers: gate }))).toBe("403 forbidden");
      }
    });
  });

  describe("orders", () => {
    test("buyers and staff read them, and money goes back once", async () => {
      const { number, tickets, headers } = await sold([3, 4]);
      const endpoint = "POST v1/orders/[number]/refunds";
      for (const who of [headers, owner]) {
        expect(codeOf(await asked("GET v1/orders", { headers: who }))).toBe("200");
        expect(codeOf(await asked("GET v1/orders/[number]", { params: { number }, headers: who }))).toBe("200");
      }
      const first = { params: { number }, headers, body: { tickets: [tickets[0]?.ticket_number] } };
      const tried = await asked(endpoint, { ...first, body: { ...first.body, dry_run: true } });
      expect([codeOf(tried), tried.body.seen_refunds]).toEqual(["200", 0]);
      expect(codeOf(await asked(endpoint, first))).toBe("201");
      expect(codeOf(await asked(endpoint, first))).toBe("409 not_refundable");
      const addOns = [{ add_on_id: uuidv7(), quantity: 1 }];
      expect(codeOf(await asked(endpoint, { ...first, body: { add_ons: addOns } }))).toBe("403 forbidden");
      expect(codeOf(await asked(endpoint, { ...first, headers: owner, body: { add_ons: addOns } }))).toBe(
        "409 not_refundable",
      );
      const twice = { add_ons: [...addOns, ...addOns] };
      expect(codeOf(await asked(endpoint, { ...first, headers: owner, body: twice }))).toBe("400 invalid_request");
      expect(codeOf(await asked(endpoint, { ...first, body: { amount: 1 } }))).toBe("403 forbidden");
      expect(codeOf(await asked(endpoint, { ...first, headers: owner, body: {} }))).toBe("201");
      expect(codeOf(await asked(endpoint, { ...first, headers: {} }))).toBe("404 not_found");
      expect(codeOf(await asked(endpoint, { ...first, body: { tickets: [] } }))).toBe("400 invalid_request");
      const hasty = await signedInAs((await aMember(organizationId, "MANAGER")).userId, false);
      expect(codeOf(await asked(endpoint, { ...first, headers: hasty, body: {} }))).toBe("403 two_factor_required");
      const query = `?organization_id=${uuidv7()}`;
      expect(codeOf(await asked("GET v1/orders", { headers: owner, query }))).toBe("404 not_found");
      const gate = await signedInAs((await aMember(organizationId, "GATE")).userId);
      const theirs = { headers: gate, query: `?organization_id=${organizationId}` };
      expect(codeOf(await asked("GET v1/orders", theirs))).toBe("403 forbidden");
    });
  });

  describe("a ticket's code", () => {
    test("is replaced by the box office, and a void ticket keeps its own", async () => {
      const { number, tickets, headers } = await sold([21]);
      const endpoint = "POST v1/orders/[number]/tickets/[ticket]/reissue";
      const its = { params: { number, ticket: tickets[0]?.ticket_number ?? "" }, headers: owner };
      expect(codeOf(await asked(endpoint, its))).toBe("200");
      expect(codeOf(await asked(endpoint, { ...its, headers }))).toBe("403 forbidden");
      expect(codeOf(await asked(endpoint, { ...its, params: { number, ticket: `${number}-9` } }))).toBe(
        "404 not_found",
      );
      expect(
        codeOf(await asked("POST v1/orders/[number]/refunds", { params: { number }, headers: owner, body: {} })),
      ).toBe("201");
      expect(codeOf(await asked(endpoint, its))).toBe("409 not_reissuable");
    });
  });

  describe("the links to an order", () => {
    test("are ended by its buyer and by staff, and not with a link alone", async () => {
      const { number, headers } = await sold([23]);
      const endpoint = "DELETE v1/orders/[number]/links";
      const its = { params: { number }, headers };
      const query = `?key=${encodeURIComponent(orderLinkKey({ number, linkVersion: 0 }))}`;
      const read = { params: { number }, headers: {}, query };
      expect(codeOf(await asked("GET v1/orders/[number]", read))).toBe("200");
      expect(codeOf(await asked(endpoint, { ...read }))).toBe("403 proof_required");
      expect(codeOf(await asked(endpoint, its))).toBe("204");
      expect(codeOf(await asked("GET v1/orders/[number]", read))).toBe("404 not_found");
      expect(codeOf(await asked(endpoint, { ...its, headers: owner }))).toBe("204");
      const gate = await signedInAs((await aMember(organizationId, "GATE")).userId);
      expect(codeOf(await asked(endpoint, { ...its, headers: gate }))).toBe("403 forbidden");
      expect(codeOf(await asked(endpoint, { ...its, headers: {} }))).toBe("404 not_found");
    });
  });

  describe("a free ticket", () => {
    test("is voided by the box office, once, and a paid one is not", async () => {
      const endpoint = "POST v1/orders/[number]/void";
      const paid = await sold([22]);
      const its = { params: { number: paid.number }, headers: owner, body: {} };
      expect(codeOf(await asked(endpoint, its))).toBe("409 not_voidable");
      await db().order.updateMany({ where: { eventId, number: paid.number }, data: { totalMinor: 0 } });
      expect(codeOf(await asked(endpoint, { ...its, headers: paid.headers }))).toBe("403 forbidden");
      expect(codeOf(await asked(endpoint, { ...its, params: { number: "ORD-2026-1-AAAAAA" } }))).toBe("404 not_found");
      expect(codeOf(await asked(endpoint, { ...its, body: { tickets: [] } }))).toBe("400 invalid_request");
      const hasty = await signedInAs((await aMember(organizationId, "MANAGER")).userId, false);
      expect(codeOf(await asked(endpoint, { ...its, headers: hasty }))).toBe("403 two_factor_required");
      const done = await asked(endpoint, its);
      expect([codeOf(done), done.body.status]).toEqual(["200", "voided"]);
      expect(codeOf(await asked(endpoint, its))).toBe("409 not_voidable");
    });
  });

  describe("at the gate", () => {
    test("a ticket is verified and admits once, and a false one is refused", async () => {
      const { tickets } = await sold([11]);
      const code = tickets[0]?.qr_code;
      const ask = (endpoint: string, body: object) => asked(endpoint, { headers: owner, body });
      expect(codeOf(await ask("POST v1/tickets/verify", { code, event_id: eventId }))).toBe("200");
      expect(codeOf(await ask("POST v1/tickets/verify", { code: "1KR:2K0EC", event_id: eventId }))).toBe(
        "422 invalid_ticket",
      );
      await db().event.update({ where: { id: eventId }, data: { doorsAt: new Date(Date.now() - 60_000) } });
      expect(codeOf(await ask("POST v1/check-ins", { code, event_id: eventId, gate: "North" }))).toBe("200");
      expect(codeOf(await ask("POST v1/check-ins", { code, event_id: eventId, gate: "South" }))).toBe(
        "409 already_admitted",
      );
    });
  });

  describe("the waiting room", () => {
    test("a buyer joins the queue, waits, and holds nothing before", async () => {
      const rushed = await anEventOnSale();
      expect(await openWaitingRoom(rushed, "system", { opensAt: new Date(Date.now() + 3_600_000) })).toEqual({
        ok: true,
      });
      const here = { params: { id: String(rushed) } };
      const queue = "v1/events/[id]/queue";
      expect(codeOf(await asked(`POST ${queue}`, here))).toBe("403 challenge_required");
      const headers = { cookie: aProvenGuest(rushed) };
      expect(codeOf(await asked(`POST ${queue}`, { ...here, headers }))).toBe("201");
      expect(codeOf(await asked(`POST ${queue}/claim`, { ...here, headers }))).toBe("409 not_your_turn");
      const presence = (number: number) => asked(`PUT ${queue}/presence`, { ...here, headers, body: { number } });
      expect((await presence(1)).body).toEqual({ next_seconds: 40 });
      expect(codeOf(await presence(0))).toBe("400 invalid_request");
      const elsewhere = { params: { id: String(eventId) }, headers, body: {} };
      expect(codeOf(await asked(`PUT ${queue}/presence`, elsewhere))).toBe("404 not_found");
      expect(codeOf(await asked(`GET ${queue}/status`, here))).toBe("200");
      expect(codeOf(await asked(`GET ${queue}/draw`, here))).toMatch(/^200|^404/);
      const body = { client_reservation_id: uuidv7(), seat_ids: [1, 2] };
      const early = { ...here, headers, body };
      expect(codeOf(await asked("POST v1/events/[id]/reservations", early))).toBe("403 queue_required");
      const fan = { ...here, headers: await signedInAs((await aUser()).userId) };
      for (const method of ["GET", "DELETE"])
        expect(codeOf(await asked(`${method} ${queue}`, fan))).toBe("404 not_found");
      expect(codeOf(await asked(`POST ${queue}`, fan))).toBe("201");
      expect((await asked(`GET ${queue}`, fan)).body).toMatchObject({ state: "joined", number: null });
      expect(codeOf(await asked(`DELETE ${queue}`, fan))).toBe("204");
      expect(codeOf(await asked(`POST ${queue}/claim`, fan))).toBe("404 not_found");
    });
  });

  describe("one's own account", () => {
    test("a sign-in gives tokens, renews them once, and ends", async () => {
      const password = "a long pass phrase";
      const { email, userId } = await aUser();
      await db().user.update({ where: { id: userId }, data: { passwordHash: await hashPassword(password) } });
      const token = (body: object) => asked("POST v1/auth/token", { body });
      const first = await token({ grant_type: "password", email, password });
      expect(codeOf(first)).toBe("200");
      expect(codeOf(await token({ grant_type: "password", email, password: "wrong" }))).toBe("401 sign_in_failed");
      const renew = { grant_type: "refresh_token", refresh_token: first.body.refresh_token };
      const second = await token(renew);
      expect([codeOf(second), codeOf(await token(renew))]).toEqual(["200", "401 refresh_token_invalid"]);
      const headers = { authorization: `Bearer ${String(second.body.access_token)}` };
      expect(codeOf(await asked("GET v1/orders", { headers }))).toMatch(/^200|^401/);
      const revoke = { body: { refresh_token: second.body.refresh_token } };
      expect(codeOf(await asked("POST v1/auth/revoke", revoke))).toMatch(/^20\d|^401/);
    });

    test("the data are exported, and the account is erased", async () => {
      const { userId, email } = await aUser();
      const headers = await signedInAs(userId);
      expect(codeOf(await asked("GET v1/me/export", { headers }))).toBe("200");
      expect(codeOf(await asked("POST v1/me/erasure", { headers, body: { email: "else@example.org" } }))).toMatch(/^4/);
      expect(codeOf(await asked("POST v1/me/erasure", { headers, body: { email } }))).toMatch(
        /^204|403 proof_required/,
      );
      const leaving = { params: { id: organizationId }, headers: owner };
      expect(codeOf(await asked("DELETE v1/me/organizations/[id]", leaving))).toBe("409 last_owner");
    });
  });
}
