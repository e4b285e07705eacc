import { beforeEach, expect, test, vi } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aQueue } from "#lib/waiting-room/testing/queue";
import * as challenges from "./challenges/route.ts";
import * as queue from "./queue/route.ts";
import * as reservations from "./reservations/route.ts";

aDatabase();

type Sent = { ok: boolean };

/** A browser that opens the seats' page: it keeps the cookie of an answer, and sends the one it has with a request. */
function aBrowser(eventId: number) {
  let cookie: string | undefined;
  async function send(handler: typeof queue.POST, path: string, body?: unknown): Promise<Sent> {
    const headers = { ...(body ? { "content-type": "application/json" } : {}), ...(cookie ? { cookie } : {}) };
    const init = { method: "POST", headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const request = new Request(`http://localhost/api/v1/events/${eventId}/${path}`, init);
    const answer = await handler(request, { params: Promise.resolve({ id: String(eventId) }) });
    const kept = answer.headers.get("set-cookie")?.split(";")[0];
    if (!isLost) cookie = kept ?? cookie;
    return { ok: answer.ok };
  }
  let isLost = false;
  return {
    /** The page is loaded again before the next answer arrives: the server did what was asked, and the browser knows nothing of it. */
    async loseAnswer(ask: () => Promise<Sent>): Promise<void> {
      isLost = true;
      await ask();
      isLost = false;
    },
    challenge: () => send(challenges.POST, "challenges", { signals: {} }),
    join: () => send(queue.POST, "queue"),
    hold: (seatIds: number[]) =>
      send(reservations.POST, "reservations", { client_reservation_id: uuidv7(), seat_ids: seatIds }),
  };
}

const started = () => new Date(Date.now() - 3_600_000);
const aRoomByLoad = () => aQueue({ mode: "AUTOMATIC", placesMax: 5, opensAt: started() });

async function guestsOf(eventId: number): Promise<Set<string>> {
  const [leases, holds] = await Promise.all([
    db().queueLease.findMany({ where: { eventId } }),
    db().reservation.findMany({ where: { eventId } }),
  ]);
  return new Set([...leases, ...holds].map(({ buyerKey }) => buyerKey));
}

/** The module as a page loads it: what it knows ends with the page. */
let asOneGuest: <Answer extends Sent>(send: () => Promise<Answer>) => Promise<Answer>;
beforeEach(async () => {
  vi.resetModules();
  ({ asOneGuest } = await import("../../../../../components/api/as-one-guest.ts"));
});

test("a join and a hold side by side without a cookie make two guests: the control", async () => {
  const eventId = await aRoomByLoad();
  const { join, hold } = aBrowser(eventId);
  expect(await Promise.all([join(), hold([1, 2])])).toEqual([{ ok: true }, { ok: true }]);
  expect((await guestsOf(eventId)).size).toBe(2);
});

test.for(["join first", "hold first"])("a page's first requests make one guest: %s", async (order) => {
  const eventId = await aRoomByLoad();
  const { join, hold } = aBrowser(eventId);
  const sends = [join, () => hold([1, 2])];
  const inOrder = order === "join first" ? sends : sends.toReversed();
  expect(await Promise.all(inOrder.map((send) => asOneGuest(send)))).toEqual([{ ok: true }, { ok: true }]);
  expect((await guestsOf(eventId)).size).toBe(1);
});

test("a request that is refused or fails lets the next one make the guest", async () => {
  const eventId = await aRoomByLoad();
  const { join, hold } = aBrowser(eventId);
  const failed = asOneGuest(() => Promise.reject(new Error("the network")));
  const [, refused, ...sent] = await Promise.allSettled([
    ...[failed, asOneGuest(() => hold([999_999])), asOneGuest(join), asOneGuest(() => hold([1, 2]))],
  ]);
  expect(refused).toMatchObject({ value: { ok: false } });
  expect(sent).toMatchObject([{ value: { ok: true } }, { value: { ok: true } }]);
  expect((await guestsOf(eventId)).size).toBe(1);
});

test("a reload that cuts a first join off makes two of one fan where no cookie came before it: the control", async () => {
  const eventId = await aRoomByLoad();
  const { join, loseAnswer } = aBrowser(eventId);
  await loseAnswer(join);
  await join();
  expect((await guestsOf(eventId)).size).toBe(2);
});

test("a reload that cuts a join off counts one fan: the challenge of the page made the guest before, and holds no place itself", async () => {
  const eventId = await aRoomByLoad();
  const { challenge, join, loseAnswer } = aBrowser(eventId);
  await loseAnswer(challenge);
  await challenge();
  expect(await db().queueTicket.count({ where: { eventId } })).toBe(0);
  await loseAnswer(join);
  expect(await join()).toEqual({ ok: true });
  expect((await guestsOf(eventId)).size).toBe(1);
  expect(await db().queueTicket.count({ where: { eventId } })).toBe(1);
});
