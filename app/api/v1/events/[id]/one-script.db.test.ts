import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { solve } from "#lib/protection/challenges/testing/solve";
import { aQueue } from "#lib/waiting-room/testing/queue";
import { anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import * as challenges from "./challenges/route.ts";
import * as solutions from "./challenges/solutions/route.ts";
import * as queue from "./queue/route.ts";
import * as reservations from "./reservations/route.ts";

aDatabase();

/** As many guests as one script pretended to be when it took 58 places in a draw. */
const COOKIES = 58;

type Handler = typeof queue.POST;
type Answer = { status: number; body: Record<string, unknown> };

/** A browser, or what a script pretends to be: it keeps its cookies, and comes from the script's one address. */
function aGuest(eventId: number) {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async send(handler: Handler, body?: object): Promise<Answer> {
      const headers = {
        "x-forwarded-for": "192.0.2.1",
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
        ...(body ? { "content-type": "application/json" } : {}),
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      };
      const init = { method: "POST", headers, ...(body ? { body: JSON.stringify(body) } : {}) };
      const answer = await handler(new Request(`http://localhost/api/v1/events/${eventId}/x`, init), {
        params: Promise.resolve({ id: String(eventId) }),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [name = "", value = ""] = (set.split(";")[0] ?? "").split("=");
        cookies.set(name, value);
      }
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
  };
}
type Guest = ReturnType<typeof aGuest>;

/** A challenge and what solves it, as the browser's worker finds it. */
async function solved(guest: Guest) {
  const { body } = await guest.send(challenges.POST, {});
  const { challenge, solution } = await solve(body as unknown as Parameters<typeof solve>[0]);
  return { challenge, solution };
}

const guests = (eventId: number) => Array.from({ length: COOKIES }, () => aGuest(eventId));
const places = (eventId: number) => db().queueTicket.count({ where: { eventId } });

describe("one script with many cookies", () => {
  test("gets no place in a draw without solving a challenge", async () => {
    const eventId = await aQueue();
    const answers = await Promise.all(guests(eventId).map((guest) => guest.send(queue.POST)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body.error)}`))).toEqual(
      new Set(["403 challenge_required"]),
    );
    expect(await places(eventId)).toBe(0);
  });

  test("gets one place for one solution, whatever it copies: the proof and the solution serve one guest", async () => {
    const eventId = await aQueue();
    const [first, ...others] = guests(eventId) as [Guest, ...Guest[]];
    const answer = await solved(first);
    expect(await first.send(solutions.POST, answer)).toMatchObject({ status: 200 });
    expect(await first.send(queue.POST)).toMatchObject({ status: 201 });
    const proof = first.cookies.get("fairseat_proof") ?? "";
    for (const other of others) {
      // A guest of its own, by a challenge that it does not solve.
      await other.send(challenges.POST, {});
      expect(await other.send(solutions.POST, answer)).toMatchObject({ body: { error: "challenge_not_yours" } });
      other.cookies.set("fairseat_proof", proof);
      expect(await other.send(queue.POST)).toMatchObject({ status: 403 });
    }
    expect(await first.send(queue.POST)).toMatchObject({ status: 201 });
    expect(await places(eventId)).toBe(1);
  });

  test("holds no more seats than one person may, however its guests share the work", async () => {
    const layout = aSmallHall({ rows: 8, seatsPerRow: 10 });
    const eventId = await anEventOnSale({ layout, seatsPerHoldMax: 8, seatsPerBuyerMax: 8 });
    const hold = (seat: number) => ({ client_reservation_id: uuidv7(), seat_ids: [seat] });
    const answers = await Promise.all(guests(eventId).map((guest, i) => guest.send(reservations.POST, hold(i + 1))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(8);
    expect(await db().seat.count({ where: { eventId, status: "HELD" } })).toBe(8);
  });
});
