import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { joinQueue } from "#lib/waiting-room/join-queue";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { redeemPass } from "#lib/waiting-room/redeem-pass";
import { aBuyer } from "../../prisma/seed/builders.ts";
import { aQueue, inOrder, joiners, openQueue, passTime } from "../waiting-room/testing/queue.ts";
import { freeSeats, held, hold, refused } from "./testing/holding.ts";

/** A hold of a sale with a waiting room comes from the browser that came in. Symptom: a sold or stolen cookie holds seats elsewhere. */
aDatabase();

const [PHONE, LAPTOP] = ["the key of the phone", "the key of the laptop"];

/** A sale with two buyers inside: one with the browser of this key, one without a key. */
async function twoInside(keyThumbprint: string): Promise<{ eventId: number; bound: string; unbound: string }> {
  const eventId = await aQueue({ placesMax: 2, ratePerMinute: 6_000 });
  await joiners(eventId, 2);
  await openQueue(eventId);
  await passTime(eventId, 2);
  await moveQueues();
  const [bound = "", unbound = ""] = await inOrder(eventId);
  expect(await redeemPass(eventId, [bound], { keyThumbprint })).toMatchObject({ ok: true });
  expect(await redeemPass(eventId, [unbound])).toMatchObject({ ok: true });
  return { eventId, bound, unbound };
}

describe("with time inside that is bound to a browser", () => {
  test("that browser holds seats", async () => {
    const { eventId, bound } = await twoInside(PHONE);
    const reservation = await held(hold(eventId, [1, 2], { buyerKey: bound, keyThumbprint: PHONE }));
    expect(reservation.seats.map(({ id }) => id)).toEqual([1, 2]);
  });

  test("no other does, with another key or none, however it asks", async () => {
    const { eventId, bound } = await twoInside(PHONE);
    for (const keyThumbprint of [LAPTOP, undefined]) {
      const copied = { buyerKey: bound, keyThumbprint };
      expect(await refused(hold(eventId, [1, 2], copied))).toEqual({ code: "wrong_browser" });
      const best = hold(eventId, [], { ...copied, wanted: { best: { quantity: 2 } } });
      expect(await refused(best)).toEqual({ code: "wrong_browser" });
    }
    expect(await freeSeats(eventId, [1, 2])).toBe(2);
    expect(await db().reservation.count({ where: { eventId } })).toBe(0);
  });

  test("one batch decides the browsers of many buyers, each by its own lease", async () => {
    const { eventId, bound, unbound } = await twoInside(PHONE);
    const answers = await Promise.all([
      hold(eventId, [1], { buyerKey: bound, keyThumbprint: LAPTOP }),
      hold(eventId, [2], { buyerKey: unbound }),
      hold(eventId, [3], { buyerKey: aBuyer(), keyThumbprint: PHONE }),
    ]);
    expect(answers.map((answer) => (answer.ok ? "held" : answer.refusal.code))).toEqual([
      ...["wrong_browser", "held", "queue_required"],
    ]);
  });

  test("the right browser is heard although another asked first under the same keys", async () => {
    const { eventId, bound } = await twoInside(PHONE);
    const request = {
      ...{ buyerKey: bound, clientReservationId: uuidv7(), key: { key: "the same", fingerprint: "the same" } },
    };
    expect(await refused(hold(eventId, [1], request))).toEqual({ code: "wrong_browser" });
    await held(hold(eventId, [1], { ...request, keyThumbprint: PHONE }));
  });

  test("a repeated hold gets its first answer, which holds nothing more", async () => {
    const { eventId, bound } = await twoInside(PHONE);
    const request = { buyerKey: bound, clientReservationId: uuidv7() };
    const first = await held(hold(eventId, [1, 2], { ...request, keyThumbprint: PHONE }));
    expect((await held(hold(eventId, [1, 2], request))).reservation_id).toBe(first.reservation_id);
    expect(await db().reservation.count({ where: { eventId } })).toBe(1);
  });
});

test("with time inside that no key binds everyone with the cookie holds, as programs do that have no key", async () => {
  const { eventId, unbound } = await twoInside(PHONE);
  await held(hold(eventId, [1], { buyerKey: unbound }));
  await held(hold(eventId, [2], { buyerKey: unbound, keyThumbprint: LAPTOP }));
});

describe("an automatic waiting room", () => {
  /** A room of so many places that lets everyone in, with one buyer inside by the browser of this key. */
  async function aRoom(placesMax: number): Promise<{ eventId: number; buyerKey: string }> {
    const eventId = await aQueue({ mode: "AUTOMATIC", placesMax, opensAt: new Date(Date.now() - 60_000) });
    await moveQueues();
    const buyerKey = aBuyer();
    await joinQueue(eventId, [buyerKey], { keyThumbprint: PHONE });
    return { eventId, buyerKey };
  }

  test("asks for no browser while everyone may hold, and for it once it is full", async () => {
    const { eventId, buyerKey } = await aRoom(2);
    await held(hold(eventId, [1], { buyerKey, keyThumbprint: LAPTOP }));
    await joinQueue(eventId, [aBuyer()]);
    expect(await refused(hold(eventId, [2], { buyerKey, keyThumbprint: LAPTOP }))).toEqual({ code: "wrong_browser" });
    await held(hold(eventId, [2], { buyerKey, keyThumbprint: PHONE }));
  });

  test("keeps the browser of a buyer who holds while inside, and takes the one at work once that time is over", async () => {
    const { eventId, buyerKey } = await aRoom(2);
    const bound = async () => (await db().queueLease.findFirstOrThrow({ where: { eventId } })).keyThumbprint;
    await held(hold(eventId, [1], { buyerKey, keyThumbprint: PHONE }));
    expect(await bound()).toBe(PHONE);
    await passTime(eventId, 1_000);
    await held(hold(eventId, [2], { buyerKey, keyThumbprint: LAPTOP }));
    expect(await bound()).toBe(LAPTOP);
  });

  test("is entered by a hold with the browser that holds, also by a guest who has not joined", async () => {
    const { eventId } = await aRoom(3);
    const [buyerKey, program] = [aBuyer(), aBuyer()];
    await held(hold(eventId, [1], { buyerKey, keyThumbprint: PHONE }));
    await held(hold(eventId, [2], { buyerKey: program }));
    const leases = await db().queueLease.findMany({ where: { eventId, buyerKey: { in: [buyerKey, program] } } });
    expect(new Map(leases.map((lease) => [lease.buyerKey, lease.keyThumbprint]))).toEqual(
      new Map([
        [buyerKey, PHONE],
        [program, null],
      ]),
    );
    expect(await redeemPass(eventId, [buyerKey], { keyThumbprint: LAPTOP })).toMatchObject({ ok: false });
  });
});
