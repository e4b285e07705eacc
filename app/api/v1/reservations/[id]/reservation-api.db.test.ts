import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import type { Handler } from "#lib/platform/http/endpoint";
import { refusalSpec } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale } from "../../../../../prisma/seed/builders.ts";
import * as reservations from "../../events/[id]/reservations/route.ts";
import * as extend from "./extend/route.ts";
import * as reservation from "./route.ts";

aDatabase();

function ask(
  handler: Handler,
  path: string,
  params: Record<string, string>,
  init: RequestInit = {},
): Promise<Response> {
  return handler(new Request(`http://localhost${path}`, init), { params: Promise.resolve(params) });
}

describe("a reservation", () => {
  async function aReservation() {
    const eventId = await anEventOnSale();
    const response = await ask(
      reservations.POST,
      "/",
      { id: String(eventId) },
      {
        method: "POST",
        body: JSON.stringify({ client_reservation_id: uuidv7(), seat_ids: [1, 2] }),
        headers: { "content-type": "application/json" },
      },
    );
    const body = (await response.json()) as { reservation_id: string; expires_at: string };
    return { eventId, id: body.reservation_id, body, cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" };
  }

  test("is shown to its owner only", async () => {
    const { id, body, cookie } = await aReservation();
    const mine = await ask(reservation.GET, `/api/v1/reservations/${id}`, { id }, { headers: { cookie } });
    expect([mine.status, await mine.json()]).toEqual([200, body]);
    for (const headers of [{}, { cookie: "fairseat_guest=forged.signature" }]) {
      const other = await ask(reservation.GET, `/api/v1/reservations/${id}`, { id }, { headers });
      expect([other.status, await other.json()]).toEqual([
        404,
        { error: "not_found", message: refusalSpec("not_found").title },
      ]);
    }
    for (const wrong of ["x", `1-${uuidv7()}`, `0-${uuidv7()}`, id.toUpperCase(), `${id}\0`]) {
      expect((await ask(reservation.GET, "/", { id: wrong }, { headers: { cookie } })).status).toBe(404);
    }
  });

  test("gets more time once, and is 409 after", async () => {
    const { id, body, cookie } = await aReservation();
    const more = (seconds: unknown, headers: Record<string, string> = { cookie }) =>
      ask(
        extend.PATCH,
        "/",
        { id },
        {
          method: "PATCH",
          body: JSON.stringify({ additional_seconds: seconds }),
          headers: { "content-type": "application/json", ...headers },
        },
      );
    for (const wrong of [0, -1, 1.5, "60", null, 1e9]) expect((await more(wrong)).status).toBe(400);
    expect((await more(60, {})).status).toBe(404);
    const first = await more(60);
    expect([first.status, await first.json()]).toEqual([
      200,
      {
        reservation_id: id,
        expires_at: new Date(Date.parse(body.expires_at) + 60_000).toISOString(),
        extensions_remaining: 0,
      },
    ]);
    const second = await more(60);
    expect([second.status, await second.json()]).toMatchObject([409, { error: "no_extensions_left" }]);
  });

  test("is released with 204, even when it is gone already", async () => {
    const { eventId, id, cookie } = await aReservation();
    const giveBack = (headers: Record<string, string>) =>
      ask(reservation.DELETE, "/", { id }, { method: "DELETE", headers });
    expect((await giveBack({})).status).toBe(404);
    expect([(await giveBack({ cookie })).status, (await giveBack({ cookie })).status]).toEqual([204, 204]);
    expect(await db().seat.count({ where: { eventId, status: "HELD" } })).toBe(0);
  });
});
