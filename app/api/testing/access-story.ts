import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aMember, anEventOnSale, anOrganization, aUser } from "../../../prisma/seed/builders.ts";
import { asked, codeOf, signedInAs } from "./asking.ts";

const CODES_ROUTE = "POST v1/events/[id]/access-codes";
const PAINT = "POST v1/events/[id]/seat-painting";
const MAKE = "POST v1/events/[id]/allocations";
const MAKE_WINDOW = "POST v1/events/[id]/sale-windows";

/** Seats are set aside, sold from and released; a presale lets people in: every answer that this has. */
export function accessStory(): void {
  describe("allocations and presales", () => {
    let organizationId = "";
    let owner: { cookie: string };
    beforeAll(async () => {
      organizationId = await anOrganization("Sala Acceso");
      owner = await signedInAs((await aMember(organizationId, "OWNER")).userId);
    });

    async function its() {
      const id = await anEventOnSale();
      await db().event.update({ where: { id }, data: { organizationId } });
      return { eventId: id, params: { id: String(id) }, headers: owner };
    }

    test("price levels are painted, shown before, and read again", async () => {
      const { params, headers } = await its();
      const painted = (body: object) => asked(PAINT_PRICES, { params, headers, body });
      const seats = [{ seat_ids: [1, 2], price_level: null }];
      const preview = await painted({ revision: 0, dry_run: true, seats });
      expect([codeOf(preview), preview.body.is_applied, preview.body.changed]).toEqual(["200", false, 2]);
      expect((await painted({ revision: 0, seats })).body).toMatchObject({ is_applied: true, changed: 2 });
      const late = await painted({ revision: 0, seats: [] });
      expect(codeOf(late)).toBe("409 price_painting_changed");
      expect(late.body.painting).toMatchObject({ revision: 1, seats });
      expect(codeOf(await painted({ revision: 1, rows: [{ section: "?", row: "A", price_level: 9 }] }))).toBe(
        "400 invalid_request",
      );
      const now = await asked("GET v1/events/[id]/price-painting", { params, headers });
      expect(now.body).toMatchObject({ revision: 1, seats });
    });

    test("seats are set aside, sold to buyers with the link, and released", async () => {
      const { eventId, ...at } = await its();
      expect(codeOf(await asked(MAKE, { ...at, body: { name: "", kind: "press" } }))).toBe("400 invalid_request");
      const made = await asked(MAKE, { ...at, body: { name: "Promoter", kind: "promoter" } });
      expect(codeOf(made)).toBe("201");
      expect(codeOf(await asked(MAKE, { ...at, body: { name: "promoter", kind: "press" } }))).toBe(
        "400 invalid_request",
      );
      const paint = { revision: 0, changes: [{ seat_ids: [1, 2], allocation: 1 }] };
      expect(codeOf(await asked(PAINT, { ...at, body: paint }))).toBe("200");
      expect(codeOf(await asked(PAINT, { ...at, body: paint }))).toBe("409 painting_changed");
      const wrong = { ...paint, revision: 1, changes: [{ seat_ids: [1, 9_999], allocation: 7 }] };
      expect((await asked(PAINT, { ...at, body: wrong })).body.fields).toHaveLength(2);
      const hold = (seats: number[]) => ({ client_reservation_id: uuidv7(), seat_ids: seats });
      const reserve = "POST v1/events/[id]/reservations";
      expect(codeOf(await asked(reserve, { params: at.params, body: hold([1]) }))).toBe("403 seats_not_on_sale");
      const link = await asked(CODES_ROUTE, { ...at, body: { name: "Ana", allocation: 1, sells_alone: true } });
      const { code, id: codeId } = link.body.first as { code: string; id: string };
      const enter = "POST v1/events/[id]/access";
      expect(codeOf(await asked(enter, { params: at.params, body: { code: "NONE" } }))).toBe("422 access_code_invalid");
      expect(codeOf(await asked(enter, { params: { id: "999999" }, body: { code } }))).toBe("404 not_found");
      const entered = await asked(enter, { params: at.params, body: { code } });
      expect([codeOf(entered), entered.body.seat_ids]).toEqual(["200", [1, 2]]);
      expect(entered.body).toMatchObject({ sells_alone: true, seats_until: null, presale: null });
      const fan = { params: at.params, headers: { cookie: entered.cookie } };
      expect(codeOf(await asked("GET v1/events/[id]/access", fan))).toBe("200");
      expect(codeOf(await asked(reserve, { ...fan, body: hold([1, 2]) }))).toBe("201");
      expect(codeOf(await asked("DELETE v1/events/[id]/access", fan))).toBe("204");
      const back = { revision: 1, changes: [{ seat_ids: [1], allocation: null }] };
      const taken = await asked(PAINT, { ...at, body: back });
      expect([codeOf(taken), taken.body.seats]).toEqual([
        "409 seats_taken",
        [{ seat_id: 1, section: expect.any(String), row: expect.any(String), number: "1", reason: "held" }],
      ]);
      const one = { ...at, params: { ...at.params, allocation_id: "1" } };
      const change = "PATCH v1/events/[id]/allocations/[allocation_id]";
      expect(codeOf(await asked(change, { ...one, body: { revision: 9, owner: "Ben" } }))).toBe(
        "409 allocation_changed",
      );
      expect(codeOf(await asked(change, { ...one, body: { revision: 1, owner: "Ben" } }))).toBe("200");
      const remove = "DELETE v1/events/[id]/allocations/[allocation_id]";
      expect(codeOf(await asked(remove, one))).toBe("409 allocation_in_use");
      const release = "POST v1/events/[id]/allocations/[allocation_id]/release";
      const released = await asked(release, one);
      expect([codeOf(released), released.body.released]).toEqual(["200", 2]);
      expect(codeOf(await asked(remove, one))).toBe("204");
      for (const endpoint of [change, remove, release])
        expect(
          codeOf(await asked(endpoint, { ...one, ...(endpoint === change ? { body: { revision: 1 } } : {}) })),
        ).toBe("404 not_found");
      expect((await asked("GET v1/events/[id]/seat-painting", at)).body.meta).toMatchObject({ total: 2 });
      const gone = { ...at, params: { ...at.params, code_id: codeId } };
      expect(codeOf(await asked("DELETE v1/events/[id]/access-codes/[code_id]", gone))).toBe("404 not_found");
      await db().event.update({ where: { id: eventId }, data: { status: "DRAFT" } });
      expect(codeOf(await asked(PAINT, { ...at, body: { ...back, revision: 99 } }))).toBe("409 painting_changed");
    });

    test("accessible places are not released by hand once sales have begun", async () => {
      const { eventId: _, ...at } = await its();
      const body = { name: "Wheelchairs", kind: "accessible", release_when: "house" };
      expect(codeOf(await asked(MAKE, { ...at, body: { ...body, kind: "press" } }))).toBe("400 invalid_request");
      expect(codeOf(await asked(MAKE, { ...at, body }))).toBe("201");
      const paint = (revision: number, allocation: number | null) => ({
        ...at,
        body: { revision, changes: [{ seat_ids: [1], allocation }] },
      });
      expect(codeOf(await asked(PAINT, paint(0, 1)))).toBe("200");
      expect(codeOf(await asked(PAINT, paint(1, null)))).toBe("409 accessible_by_rule");
      const one = { ...at, params: { ...at.params, allocation_id: "1" } };
      const release = "POST v1/events/[id]/allocations/[allocation_id]/release";
      expect(codeOf(await asked(release, one))).toBe("409 accessible_by_rule");
    });

    test("a presale has its own time, list and codes", async () => {
      const { eventId, ...at } = await its();
      const time = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
      const body = { name: "Fans", access: "code", opens_at: time(-1), closes_at: time(1) };
      expect(codeOf(await asked(MAKE_WINDOW, { ...at, body }))).toBe("400 invalid_request");
      await db().event.update({ where: { id: eventId }, data: { salesStartAt: new Date(time(2)) } });
      expect(codeOf(await asked(MAKE_WINDOW, { ...at, body }))).toBe("201");
      const overlapping = { ...body, name: "Friends", opens_at: time(0), closes_at: time(1.5) };
      const refused = await asked(MAKE_WINDOW, { ...at, body: overlapping });
      expect(refused.body.fields).toEqual([
        { path: "opens_at", message: expect.stringContaining("overlaps with “Fans”, open from") },
      ]);
      const one = { ...at, params: { ...at.params, window_id: "1" } };
      const change = "PATCH v1/events/[id]/sale-windows/[window_id]";
      expect(codeOf(await asked(change, { ...one, body: { revision: 5, name: "X" } }))).toBe("409 window_changed");
      expect(codeOf(await asked(change, { ...one, body: { revision: 1, name: "Fan club" } }))).toBe("200");
      const list = "PATCH v1/events/[id]/sale-windows/[window_id]/addresses";
      const added = await asked(list, { ...one, body: { add: ["ada@example.org", "Ada@example.org"] } });
      expect(added.body).toMatchObject({ added: 1, total: 1 });
      expect(codeOf(await asked("GET v1/events/[id]/sale-windows/[window_id]/addresses", one))).toBe("200");
      const twice = await asked(CODES_ROUTE, { ...at, body: { codes: ["FANS", "OTHER", "fans"], window: 1 } });
      expect(twice.body.fields).toEqual([
        { path: "codes.2", message: "fans is the same as FANS: case does not matter" },
      ]);
      expect(codeOf(await asked(CODES_ROUTE, { ...at, body: { codes: ["FANS"], window: 1, uses_max: 1 } }))).toBe(
        "201",
      );
      expect(codeOf(await asked(CODES_ROUTE, { ...at, body: { codes: ["fans"], window: 1 } }))).toBe(
        "400 invalid_request",
      );
      expect(codeOf(await asked(CODES_ROUTE, { ...at, body: { codes: ["X1Y"] } }))).toBe("400 invalid_request");
      const reserve = { params: at.params, body: { client_reservation_id: uuidv7(), seat_ids: [3, 4] } };
      expect(codeOf(await asked("POST v1/events/[id]/reservations", reserve))).toBe("403 presale_access_required");
      const enter = () => asked("POST v1/events/[id]/access", { params: at.params, body: { code: "Fans" } });
      const first = await enter();
      expect([codeOf(first), first.body.is_open]).toEqual(["200", true]);
      expect(first.body.presale).toEqual({ name: "Fan club", opens_at: body.opens_at, closes_at: body.closes_at });
      expect((await enter()).body).toMatchObject({ error: "access_code_invalid", reason: "used_up" });
      const fan = { ...reserve, headers: { cookie: first.cookie } };
      expect(codeOf(await asked("POST v1/events/[id]/reservations", fan))).toBe("201");
      const listed = await asked("GET v1/events/[id]/access-codes", at);
      const [code] = listed.body.data as { id: string; uses: number }[];
      expect(code?.uses).toBe(1);
      const revoke = { ...at, params: { ...at.params, code_id: code?.id ?? "" } };
      expect(codeOf(await asked("DELETE v1/events/[id]/access-codes/[code_id]", revoke))).toBe("204");
      const remove = "DELETE v1/events/[id]/sale-windows/[window_id]";
      expect(codeOf(await asked(remove, one))).toBe("204");
      expect(codeOf(await asked(remove, one))).toBe("404 not_found");
      expect(codeOf(await asked(change, { ...one, body: { revision: 1 } }))).toBe("404 not_found");
      expect(codeOf(await asked(list, { ...one, body: {} }))).toBe("404 not_found");
    });

    test("an event of another organization is not found, and a fan may not ask", async () => {
      const { params, headers } = await its();
      const stranger = await signedInAs((await aMember(await anOrganization("Sala Otra"), "OWNER")).userId);
      const fan = await signedInAs((await aUser()).userId);
      const body = (name: string) =>
        ({
          [MAKE]: { name: "Press", kind: "press" },
          [PAINT_PRICES]: { revision: 0 },
          [PAINT]: { revision: 0, changes: [{ seat_ids: [1], allocation: null }] },
          [MAKE_WINDOW]: {
            ...{ name: "Fans", access: "code" },
            ...{ opens_at: "2020-01-01T10:00:00Z", closes_at: "2020-01-02T10:00:00Z" },
          },
          [CODES_ROUTE]: { codes: ["FANS"], window: 1 },
          "PATCH v1/events/[id]/allocations/[allocation_id]": { revision: 1 },
          "PATCH v1/events/[id]/sale-windows/[window_id]": { revision: 1 },
          "PATCH v1/events/[id]/sale-windows/[window_id]/addresses": {},
        })[name];
      for (const name of STAFF_ENDPOINTS) {
        const ids = { ...params, allocation_id: "1", window_id: "1", code_id: uuidv7() };
        const sent = { params: ids, ...(body(name) ? { body: body(name) } : {}) };
        expect([name, codeOf(await asked(name, { ...sent, headers: stranger }))]).toEqual([name, "404 not_found"]);
        expect([name, codeOf(await asked(name, { ...sent, headers: fan }))]).toEqual([name, "403 forbidden"]);
      }
      for (const read of ["allocations", "sale-windows"])
        expect(codeOf(await asked(`GET v1/events/[id]/${read}`, { params, headers }))).toBe("200");
      expect(codeOf(await asked("GET v1/events/[id]/access", { params: { id: "999999" } }))).toBe("404 not_found");
    });
  });
}

const PAINT_PRICES = "PUT v1/events/[id]/price-painting";

const STAFF_ENDPOINTS = [
  "GET v1/events/[id]/price-painting",
  PAINT_PRICES,
  "GET v1/events/[id]/allocations",
  MAKE,
  "PATCH v1/events/[id]/allocations/[allocation_id]",
  "DELETE v1/events/[id]/allocations/[allocation_id]",
  "POST v1/events/[id]/allocations/[allocation_id]/release",
  "GET v1/events/[id]/seat-painting",
  PAINT,
  "GET v1/events/[id]/sale-windows",
  MAKE_WINDOW,
  "PATCH v1/events/[id]/sale-windows/[window_id]",
  "DELETE v1/events/[id]/sale-windows/[window_id]",
  "GET v1/events/[id]/sale-windows/[window_id]/addresses",
  "PATCH v1/events/[id]/sale-windows/[window_id]/addresses",
  "GET v1/events/[id]/access-codes",
  CODES_ROUTE,
  "DELETE v1/events/[id]/access-codes/[code_id]",
];
