import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aBuyer } from "#prisma/seed/builders";
import { joinQueue } from "./join-queue.ts";
import { leaveQueue } from "./leave-queue.ts";
import { moveQueues } from "./move-queues.ts";
import { redeemPass } from "./redeem-pass.ts";
import { aQueue, inOrder, joined, joiners, openQueue, passTime } from "./testing/queue.ts";

/** Time inside is bound to the key of the browser that came in: a pass that is copied to another browser is worth nothing there. */
aDatabase();

const [PHONE, LAPTOP] = [{ keyThumbprint: "the key of the phone" }, { keyThumbprint: "the key of the laptop" }];
const WRONG = { ok: false, refusal: { code: "wrong_browser" } };

/** A queue whose buyers are called. Answers the event and the buyers. */
async function called(count: number): Promise<{ eventId: number; buyers: string[] }> {
  const eventId = await aQueue({ placesMax: count, ratePerMinute: 6_000 });
  await joiners(eventId, count);
  await openQueue(eventId);
  await moveOn(eventId);
  return { eventId, buyers: await inOrder(eventId) };
}

async function moveOn(eventId: number): Promise<void> {
  await passTime(eventId, 2);
  await moveQueues();
}

const leaseOf = (eventId: number) => db().queueLease.findFirstOrThrow({ where: { eventId } });

describe("a lease that was redeemed with the key of a browser", () => {
  test("is renewed with the same key only; another browser is refused, and nothing is written", async () => {
    const { eventId, buyers } = await called(1);
    expect(await redeemPass(eventId, buyers, PHONE)).toMatchObject({ ok: true });
    await passTime(eventId, 60);
    const before = await leaseOf(eventId);
    for (const copied of [LAPTOP, {}]) expect(await redeemPass(eventId, buyers, copied)).toEqual(WRONG);
    expect(await leaseOf(eventId)).toEqual(before);
    expect(await redeemPass(eventId, buyers, PHONE)).toMatchObject({ ok: true });
    expect((await leaseOf(eventId)).expiresAt.getTime()).toBeGreaterThan(before.expiresAt.getTime());
  });

  test("is not moved to the account that signs in with a copied cookie", async () => {
    const { eventId, buyers } = await called(1);
    await redeemPass(eventId, buyers, PHONE);
    expect(await redeemPass(eventId, [aBuyer(), ...buyers], LAPTOP)).toEqual(WRONG);
    expect((await leaseOf(eventId)).buyerKey).toBe(buyers[0]);
  });

  test("moves with its own browser to the account that signs in there", async () => {
    const { eventId, buyers } = await called(1);
    await redeemPass(eventId, buyers, PHONE);
    const account = aBuyer();
    expect(await redeemPass(eventId, [account, ...buyers], PHONE)).toMatchObject({ ok: true });
    expect(await leaseOf(eventId)).toMatchObject({ buyerKey: account, ...PHONE });
  });

  test("serves the account that signed in, and no second one: neither at once nor by way of the guest", async () => {
    const { eventId, buyers } = await called(1);
    const [first, second] = [aBuyer(), aBuyer()];
    await redeemPass(eventId, [first, ...buyers], PHONE);
    for (const keys of [[second, ...buyers], buyers]) expect(await redeemPass(eventId, keys, PHONE)).toEqual(WRONG);
    expect((await leaseOf(eventId)).buyerKey).toBe(first);
    expect(await redeemPass(eventId, [first, ...buyers], PHONE)).toMatchObject({ ok: true });
    // Who signed out gives the place up as the guest that they are then.
    expect(await leaveQueue(eventId, buyers)).toEqual({ ok: true });
    expect((await leaseOf(eventId)).endedAt).not.toBeNull();
  });

  test("is ended by leaving in another browser of the buyer, which may then come in itself, from the end of the queue", async () => {
    const { eventId, buyers } = await called(1);
    await redeemPass(eventId, buyers, PHONE);
    expect(await leaveQueue(eventId, buyers)).toEqual({ ok: true });
    await joined(eventId, buyers[0] ?? "");
    await moveOn(eventId);
    expect(await redeemPass(eventId, buyers, LAPTOP)).toMatchObject({ ok: true });
    expect(await redeemPass(eventId, buyers, PHONE)).toEqual(WRONG);
  });

  test("binds nothing after its end: who joins again comes in with any browser", async () => {
    const { eventId, buyers } = await called(1);
    await redeemPass(eventId, buyers, PHONE);
    await passTime(eventId, 121);
    await joined(eventId, buyers[0] ?? "");
    await moveOn(eventId);
    expect(await redeemPass(eventId, buyers)).toMatchObject({ ok: true });
    expect(await leaseOf(eventId)).toMatchObject({ keyThumbprint: null });
  });
});

test("someone who is inside twice, as guest on the phone and by an account on the laptop, keeps each browser's place", async () => {
  const { eventId, buyers } = await called(2);
  const [account = "", guest = ""] = buyers;
  await redeemPass(eventId, [account], LAPTOP);
  await redeemPass(eventId, [guest], PHONE);
  for (const browser of [PHONE, LAPTOP])
    expect(await redeemPass(eventId, [account, guest], browser)).toMatchObject({ ok: true });
  const leases = await db().queueLease.findMany({ where: { eventId }, orderBy: { keyThumbprint: "asc" } });
  expect(leases.map(({ buyerKey, keyThumbprint }) => [buyerKey, keyThumbprint])).toEqual([
    [account, LAPTOP.keyThumbprint],
    [account, PHONE.keyThumbprint],
  ]);
});

describe("a lease that was redeemed without a key", () => {
  test("is renewed without one, by every holder of the cookie, as before there were keys", async () => {
    const { eventId, buyers } = await called(1);
    for (let time = 0; time < 3; time++) expect(await redeemPass(eventId, buyers)).toMatchObject({ ok: true });
    expect(await leaseOf(eventId)).toMatchObject({ keyThumbprint: null });
  });

  test("is bound by the first key that is shown, as by the page that a form without a script opens", async () => {
    const { eventId, buyers } = await called(1);
    await redeemPass(eventId, buyers);
    expect(await redeemPass(eventId, buyers, PHONE)).toMatchObject({ ok: true });
    for (const copied of [LAPTOP, {}]) expect(await redeemPass(eventId, buyers, copied)).toEqual(WRONG);
  });
});

test("of many browsers that show a copied pass at once, one comes in", async () => {
  const { eventId, buyers } = await called(1);
  const browsers = Array.from({ length: 12 }, (_, i) => ({ keyThumbprint: `key ${i}` }));
  const answers = await Promise.all(browsers.map((browser) => redeemPass(eventId, buyers, browser)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.filter(({ ok }) => !ok)).toEqual(browsers.slice(1).map(() => WRONG));
});

describe("a waiting room that lets everyone in", () => {
  const open = () => aQueue({ mode: "AUTOMATIC", placesMax: 5, opensAt: new Date(Date.now() - 60_000) });

  test("binds the time inside to the browser that joins", async () => {
    const eventId = await open();
    await moveQueues();
    const buyer = aBuyer();
    expect(await joinQueue(eventId, [buyer], PHONE)).toMatchObject({ ticket: { state: "admitted" } });
    expect(await redeemPass(eventId, [buyer], LAPTOP)).toEqual(WRONG);
    expect(await redeemPass(eventId, [buyer], PHONE)).toMatchObject({ ok: true });
  });

  test("forgets the browser of a time inside that is over", async () => {
    const eventId = await open();
    await moveQueues();
    const buyer = aBuyer();
    await joinQueue(eventId, [buyer], PHONE);
    await passTime(eventId, 121);
    expect(await joinQueue(eventId, [buyer], LAPTOP)).toMatchObject({ ticket: { state: "admitted" } });
    expect(await leaseOf(eventId)).toMatchObject(LAPTOP);
  });
});
