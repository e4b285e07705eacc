import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { limitTo } from "#lib/protection/limits";
import { aQueue } from "#lib/waiting-room/testing/queue";
import { aSmallHall } from "#prisma/seed/builders";
import { withProof } from "#prisma/seed/proven-guest";
import * as claim from "./queue/claim/route.ts";
import * as queue from "./queue/route.ts";
import * as reservations from "./reservations/route.ts";

aDatabase();

const GUESTS = 500;
const AT_ONCE = 20;

/** The limits as they are declared: other tests have larger ones. */
const scaleBefore = process.env.RATE_LIMIT_SCALE ?? "";
function scaleLimits(scale: string): void {
  process.env.RATE_LIMIT_SCALE = scale;
  for (const name of ["env", "limit-buckets", "limiters"]) forgetSingleton(name);
}
beforeAll(() => scaleLimits("1"));
afterAll(() => scaleLimits(scaleBefore));

/** One guest, from the page of a sale above a load to one held seat and the next heartbeat. Answers the statuses. */
async function buyOne(eventId: number, seatId: number): Promise<number[]> {
  let cookie: string | undefined;
  const statuses: number[] = [];
  async function send(handler: typeof queue.POST, path: string, body?: object): Promise<void> {
    const headers = { ...(body ? { "content-type": "application/json" } : {}), ...(cookie ? { cookie } : {}) };
    const init = { method: "POST", headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const request = new Request(`http://localhost/api/v1/events/${eventId}/${path}`, init);
    const answer = await handler(request, { params: Promise.resolve({ id: String(eventId) }) });
    cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    statuses.push(answer.status);
  }
  const page = await limitTo("page").take({ actor: undefined, address: "unknown", params: undefined });
  statuses.push(page.refusal ? 429 : 200);
  await send(claim.POST, "queue/claim");
  await send(queue.POST, "queue");
  cookie = withProof(eventId, cookie ?? "");
  await send(reservations.POST, "reservations", { client_reservation_id: uuidv7(), seat_ids: [seatId] });
  await send(claim.POST, "queue/claim");
  return statuses;
}

test("five hundred guests of one address open the seats, join and hold one each at once, and nobody is refused", async () => {
  const layout = aSmallHall({ rows: 20, seatsPerRow: 25 });
  const room = { mode: "AUTOMATIC" as const, placesMax: 1_000, opensAt: new Date(Date.now() - 3_600_000) };
  const eventId = await aQueue(room, { layout, orphanRule: "OFF" });
  const outcomes = new Map<string, number>();
  for (let first = 1; first <= GUESTS; first += AT_ONCE) {
    const seats = Array.from({ length: AT_ONCE }, (_, i) => first + i);
    for (const statuses of await Promise.all(seats.map((seat) => buyOne(eventId, seat))))
      outcomes.set(statuses.join(), (outcomes.get(statuses.join()) ?? 0) + 1);
  }
  // A newcomer has no lease to renew: the first heartbeat says so, and the page joins.
  expect(Object.fromEntries(outcomes)).toEqual({ "200,404,201,201,200": GUESTS });
  expect(await db().seat.count({ where: { eventId, status: "HELD" } })).toBe(GUESTS);
});
