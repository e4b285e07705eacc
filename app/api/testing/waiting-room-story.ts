import { beforeAll, describe, expect, test } from "vitest";
import { newGuest } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { assessRisk } from "#lib/protection/risk/assess-risk";
import { churnWritten, noteChurn } from "#lib/reservations/note-churn";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const ROOM = "v1/events/[id]/waiting-room";

/** What organizers do with the waiting room of a sale, held against the document. */
export function waitingRoomStory(): void {
  let eventId = 0;
  let owner = { cookie: "" };
  let its = { params: { id: "" }, headers: owner };

  beforeAll(async () => {
    eventId = await anEventOnSale();
    owner = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
    its = { params: { id: String(eventId) }, headers: owner };
  });

  describe("a waiting room", () => {
    test("is opened, changed and closed for good by its organizer alone", async () => {
      const put = (body: object) => asked(`PUT ${ROOM}`, { ...its, body });
      expect((await asked(`GET ${ROOM}`, its)).body).toMatchObject({ state: "off" });
      await db().event.update({ where: { id: eventId }, data: { status: "DRAFT" } });
      expect(codeOf(await put({}))).toBe("409 waiting_room_needs_publication");
      await db().event.update({ where: { id: eventId }, data: { status: "PUBLISHED" } });
      expect(codeOf(await put({ opens_at: "2001-01-01T00:00:00Z" }))).toBe("400 invalid_request");
      expect(codeOf(await put({ rate_per_minute: 60 }))).toBe("200");
      expect((await put({ rate_per_minute: 90, places: 20 })).body).toMatchObject({ rate_per_minute: 90, places: 20 });
      expect((await put({ mode: "automatic", pass_seconds: 180 })).body).toMatchObject({
        ...{ state: "before", mode: "automatic", rate_per_minute: 90, places: 20, pass_seconds: 180, is_paused: false },
        people: { inside: 0, called: 0, waiting: 0 },
      });
      expect((await put({ is_paused: true })).body).toMatchObject({ mode: "automatic", is_paused: true });
      expect((await put({ is_paused: false, mode: "off" })).body).toMatchObject({ state: "off", queueing_since: null });
      expect(codeOf(await put({ is_paused: true }))).toBe("400 invalid_request");
      expect((await put({ mode: "automatic" })).body).toMatchObject({ state: "free", places: 20 });
      expect((await asked(`POST ${ROOM}/empty`, its)).body).toEqual({ removed: 0 });
      expect((await asked(`GET ${ROOM}/predictions`, its)).body).toMatchObject({ from: null, waits: { count: 0 } });
      const fan = await signedInAs((await aUser()).userId);
      for (const [endpoint, body] of WAYS) {
        const asks = { params: its.params, ...(body ? { body } : {}) };
        expect(codeOf(await asked(endpoint, { ...asks, headers: fan })), endpoint).toBe("403 forbidden");
        const missing = { ...asks, params: { id: "2147483647" }, headers: owner };
        expect(codeOf(await asked(endpoint, missing)), endpoint).toBe("404 not_found");
      }
      expect(codeOf(await asked(`DELETE ${ROOM}`, its))).toBe("204");
      expect((await asked(`GET ${ROOM}`, its)).body).toMatchObject({ state: "closed" });
      expect(codeOf(await put({}))).toBe("409 waiting_room_closed");
      expect(codeOf(await asked(`DELETE ${ROOM}`, its))).toBe("404 not_found");
      expect(codeOf(await asked(`POST ${ROOM}/empty`, its))).toBe("404 not_found");
    });
  });
}

const REVIEWS = "v1/events/[id]/risk-reviews";

/** What organizers do with buyers whose requests looked like a program's, held against the document. */
export function riskReviewsStory(): void {
  test("suspected buyers are listed, refused and approved by their organizer, and a refused one is turned away", async () => {
    const eventId = await anEventOnSale();
    const params = { id: String(eventId) };
    const owner = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
    await asked("PUT v1/events/[id]/waiting-room", { params, headers: owner, body: {} });
    const buyer = newGuest();
    const actor = buyer.buyerKey;
    await assessRisk({ headers: new Headers(), address: "192.0.2.1", eventId, actor, given: undefined });
    const list = await asked(`GET ${REVIEWS}`, { params, headers: owner, query: "?state=open" });
    expect(list.body).toMatchObject({ data: [{ person: "guest", state: "open" }], meta: { total: 1 } });
    const [{ id }] = list.body.data as [{ id: string }];
    const decide = (body: object) =>
      asked(`POST ${REVIEWS}/decisions`, { params, headers: owner, body: { ids: [id], ...body } });
    expect(codeOf(await decide({ decision: "refuse" }))).toBe("400 invalid_request");
    expect((await decide({ decision: "refuse", note: "A program" })).body).toEqual({ decided: 1 });
    const headers = { cookie: buyer.setCookie.split(";", 1)[0] ?? "" };
    expect(codeOf(await asked("POST v1/events/[id]/queue", { params, headers }))).toBe("403 refused_by_organizer");
    const body = { client_reservation_id: uuidv7(), seat_ids: [1] };
    const hold = await asked("POST v1/events/[id]/reservations", { params, headers, body });
    expect(codeOf(hold)).toBe("403 refused_by_organizer");
    expect((await decide({ decision: "approve" })).body).toEqual({ decided: 1 });
    expect(codeOf(await asked("POST v1/events/[id]/queue", { params, headers }))).not.toBe("403 refused_by_organizer");
    const fan = await signedInAs((await aUser()).userId);
    const theirs = { params, headers: fan };
    expect(codeOf(await asked(`GET ${REVIEWS}`, theirs))).toBe("403 forbidden");
    const refusing = { ids: [id], decision: "refuse", note: "x" };
    expect(codeOf(await asked(`POST ${REVIEWS}/decisions`, { ...theirs, body: refusing }))).toBe("403 forbidden");
    const unknown = await asked(`GET ${REVIEWS}`, { params, headers: owner, query: "?reference=nobody" });
    expect(codeOf(unknown)).toBe("400 invalid_request");
  });
}

const CHURN = "v1/events/[id]/hold-churn";

/** How organizers read who holds again and again, held against the document. */
export function holdChurnStory(): void {
  test("who holds seats again and again is listed for the organizer, by a reference and no key", async () => {
    const eventId = await anEventOnSale();
    const params = { id: String(eventId) };
    const owner = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
    const read = (query = "") => asked(`GET ${CHURN}`, { params, headers: owner, query });
    expect((await read()).body).toMatchObject({ data: [], meta: { total: 0 }, last_day: { people: 0, networks: 0 } });
    const { buyerKey } = newGuest();
    noteChurn({ eventId, buyerKey }, "wait");
    await churnWritten();
    const { body } = await read("?span=day&page=1&limit=5");
    expect(body).toMatchObject({ data: [{ person: "guest", waits: 1 }], last_hour: { people: 1, networks: 0 } });
    expect(JSON.stringify(body)).not.toContain(buyerKey.slice("guest:".length));
    expect(codeOf(await read("?span=week"))).toBe("400 invalid_request");
    const fan = await signedInAs((await aUser()).userId);
    expect(codeOf(await asked(`GET ${CHURN}`, { params, headers: fan }))).toBe("403 forbidden");
    const missing = { params: { id: "2147483647" }, headers: owner };
    expect(codeOf(await asked(`GET ${CHURN}`, missing))).toBe("404 not_found");
  });
}

const WAYS: [endpoint: string, body?: object][] = [
  [`GET ${ROOM}`],
  [`PUT ${ROOM}`, {}],
  [`GET ${ROOM}/predictions`],
  [`POST ${ROOM}/empty`],
  [`DELETE ${ROOM}`],
];
