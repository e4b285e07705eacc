import { expect, test } from "vitest";
import { lockEvent } from "#lib/catalog/event-fragments";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { aMember, anEventOnSale, type EventOptions, sellerOf } from "#prisma/seed/builders";
import { emptyQueue } from "./empty-queue.ts";
import { moveQueues, SOON_SECONDS } from "./move-queues.ts";
import { readStatus } from "./read-status.ts";
import { redeemPass } from "./redeem-pass.ts";
import { readRoomChanges } from "./room-changes.ts";
import { roomBody } from "./room-contract.ts";
import { endWaitingRoom, readWaitingRoom, setWaitingRoom } from "./set-waiting-room.ts";
import { listQueuesToMove } from "./store.ts";
import { inOrder, joined, joiners, passTime } from "./testing/queue.ts";

aDatabase();

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

async function aSale(options: EventOptions = {}) {
  const eventId = await anEventOnSale(options);
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  const set = (body: object) => setWaitingRoom(owner, eventId, roomBody.parse(body));
  const isQueued = async () => (await db().event.findUniqueOrThrow({ where: { id: eventId } })).hasWaitingRoom;
  return { eventId, owner, set, isQueued };
}

test("a sale has a waiting room once its organizer opens one, at the start of the sale unless they say another time", async () => {
  const { eventId, owner, set, isQueued } = await aSale();
  expect(await readWaitingRoom(owner, eventId)).toMatchObject({ room: { state: "off", opens_at: null } });
  const { salesStartAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  expect(await set({})).toMatchObject({
    room: { state: "before", opens_at: salesStartAt.toISOString(), rate_per_minute: 120, places: 500 },
  });
  expect(await isQueued()).toBe(true);
});

test("its pace changes at any time, the time of its draw until it is drawn", async () => {
  const { eventId, set } = await aSale();
  const [first, later] = [inHours(1), inHours(2)];
  await set({ opens_at: first });
  expect(await set({ opens_at: later, rate_per_minute: 60 })).toMatchObject({
    room: { opens_at: later, rate_per_minute: 60 },
  });
  await db().waitingRoom.update({ where: { eventId }, data: { drawnAt: new Date() } });
  expect(await set({ opens_at: first })).toMatchObject({ refusal: { code: "invalid_request" } });
  expect(await set({ opens_at: later, places: 9 })).toMatchObject({ room: { state: "open", places: 9 } });
});

test("a draw that is past or behind the end of the sale is refused, and nothing is opened", async () => {
  const { eventId, set, isQueued } = await aSale();
  const { salesEndAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  for (const opens_at of [inHours(-1), salesEndAt.toISOString()])
    expect(await set({ opens_at })).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path: "opens_at" }] },
    });
  expect(await isQueued()).toBe(false);
});

test("one that is closed lets everyone buy, and is never opened again", async () => {
  const { eventId, owner, set, isQueued } = await aSale();
  await set({});
  expect(await endWaitingRoom(owner, eventId)).toEqual({ ok: true });
  expect(await isQueued()).toBe(false);
  expect(await set({})).toMatchObject({ refusal: { code: "waiting_room_closed" } });
  expect(await readWaitingRoom(owner, eventId)).toMatchObject({ room: { state: "closed" } });
});

test("nobody is let in before the sale begins: such a draw is refused, and waits when the start moves", async () => {
  const { eventId, set, isQueued } = await aSale({ salesStartInHours: 2 });
  expect(await set({ opens_at: inHours(1) })).toMatchObject({
    refusal: { code: "invalid_request", fields: [{ path: "opens_at" }] },
  });
  expect(await isQueued()).toBe(false);
  const drawnAt = async () => (await db().waitingRoom.findUniqueOrThrow({ where: { eventId } })).drawnAt;
  const startAt = (salesStartAt: string) => db().event.update({ where: { id: eventId }, data: { salesStartAt } });
  await set({});
  await db().waitingRoom.update({ where: { eventId }, data: { opensAt: inHours(-1) } });
  await moveQueues();
  expect(await drawnAt()).toBeNull();
  await startAt(inHours(-1));
  await moveQueues();
  expect(await drawnAt()).not.toBeNull();
});

test("a sale that is about to begin is looked at often, and nobody is drawn or let in before its start", async () => {
  // Its waiting room was to open an hour ago; then the start moved to a few seconds ahead, within which an opening is awaited.
  const soon = (SOON_SECONDS - 1) / 3_600;
  const { eventId, set } = await aSale({ salesStartInHours: soon });
  await set({});
  await db().waitingRoom.update({ where: { eventId }, data: { opensAt: inHours(-1) } });
  const isDue = async (seconds: number) =>
    (await listQueuesToMove(seconds)).find((queue) => queue.eventId === eventId)?.isDue;
  expect(await isDue(SOON_SECONDS)).toBe(false);
  await db().event.update({ where: { id: eventId }, data: { salesStartAt: inHours(2) } });
  expect(await isDue(SOON_SECONDS)).toBeUndefined();
});

test("a change of the draw's time that meets the draw comes after it and is refused, and nothing of it is kept", async () => {
  const { eventId, set } = await aSale();
  await set({ opens_at: inHours(1), rate_per_minute: 60 });
  const before = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
  let change: ReturnType<typeof set> | undefined;
  await db().$transaction(async (draw) => {
    await draw.waitingRoom.update({ where: { eventId }, data: { drawnAt: new Date() } });
    change = set({ opens_at: inHours(2), rate_per_minute: 70 });
    await waitForLockWaits(1);
  });
  expect(await change).toMatchObject({ refusal: { code: "invalid_request", fields: [{ path: "opens_at" }] } });
  expect(await db().waitingRoom.findUniqueOrThrow({ where: { eventId } })).toMatchObject({
    opensAt: before.opensAt,
    ratePerMinute: 60,
  });
});

test.for(["a first setting", "a change"])(
  "%s that meets a change of the sale's start draws at the new one",
  async (kind) => {
    const { eventId, set } = await aSale();
    if (kind === "a change") await set({ mode: "automatic" });
    const start = inHours(3);
    let change: ReturnType<typeof set> | undefined;
    await db().$transaction(async (move) => {
      await lockEvent(move, eventId);
      change = set({ mode: "always", opens_at: null });
      await waitForLockWaits(1);
      // An event is locked before its room, or the two would wait for each other.
      await move.$queryRaw`SELECT FROM waiting_rooms WHERE event_id = ${eventId}::int FOR UPDATE NOWAIT`;
      await move.event.update({ where: { id: eventId }, data: { salesStartAt: start } });
    });
    expect(await change).toMatchObject({ room: { opens_at: start } });
  },
);

test("a change of who waits that meets the beginning of a queue does not end it", async () => {
  const { eventId, set } = await aSale();
  await set({ mode: "automatic", places: 1 });
  const since = new Date();
  let change: ReturnType<typeof set> | undefined;
  await db().$transaction(async (beginning) => {
    await beginning.waitingRoom.update({ where: { eventId }, data: { queueingSince: since } });
    change = set({ rate_per_minute: 70 });
    await waitForLockWaits(1);
  });
  expect(await change).toMatchObject({ room: { queueing_since: since.toISOString(), rate_per_minute: 70 } });
});

test("what a change leaves out stays as it is, the time of the draw too", async () => {
  const { set } = await aSale();
  const opens_at = inHours(1);
  await set({ opens_at, rate_per_minute: 60, places: 9, pass_seconds: 180, lease_seconds: 600 });
  expect(await set({ places: 10 })).toMatchObject({
    room: { opens_at, rate_per_minute: 60, places: 10, pass_seconds: 180, lease_seconds: 600, mode: "always" },
  });
});

test("one that is to draw later in a running sale is set to the load, and draws at once", async () => {
  const { eventId, set } = await aSale();
  await set({ opens_at: inHours(1) });
  await joiners(eventId, 2);
  expect(await set({ mode: "automatic" })).toMatchObject({ room: { mode: "automatic", state: "before" } });
  await passTime(eventId, 1);
  await moveQueues();
  expect(await readStatus(eventId)).toMatchObject({ phase: "open", draw: { tickets: 2 } });
});

test("a paused one calls nobody, keeps every place and those inside, and goes on when it is resumed", async () => {
  const { eventId, set } = await aSale();
  await set({ rate_per_minute: 6_000, places: 2 });
  const [inside = "", ...others] = await joiners(eventId, 4);
  const step = async () => {
    await passTime(eventId, 2);
    await moveQueues();
  };
  const states = () => Promise.all([inside, ...others].map(async (buyer) => (await joined(eventId, buyer)).state));
  await moveQueues();
  expect(await set({ is_paused: true })).toMatchObject({ room: { is_paused: true, state: "open" } });
  const waiting = await states();
  await step();
  expect(await states()).toEqual(waiting);
  expect(await readStatus(eventId)).toMatchObject({ is_paused: true, phase: "open" });
  await set({ is_paused: false });
  await step();
  expect((await states()).filter((state) => state === "called")).toHaveLength(2);
});

test("a pause keeps the passes that are out: who was called comes in, and nobody else is called", async () => {
  const { eventId, set } = await aSale();
  await set({ rate_per_minute: 6_000, places: 2 });
  await joiners(eventId, 4);
  for (let step = 0; step < 2; step++) {
    await moveQueues();
    await passTime(eventId, 2);
  }
  await moveQueues();
  const [first = "", second = "", ...others] = await inOrder(eventId);
  await set({ is_paused: true });
  for (const buyer of [first, second]) expect(await redeemPass(eventId, [buyer])).toMatchObject({ ok: true });
  await passTime(eventId, 121);
  await moveQueues();
  for (const buyer of others) expect((await joined(eventId, buyer)).state).toBe("waiting");
});

test("a pause of an automatic one makes it queue, and off lets everyone buy until it is set again", async () => {
  const { eventId, set, isQueued } = await aSale();
  expect(await set({ mode: "automatic" })).toMatchObject({ room: { state: "free", queueing_since: null } });
  expect(await set({ is_paused: true })).toMatchObject({ room: { queueing_since: expect.any(String) } });
  expect((await joined(eventId, "guest:one")).state).not.toBe("admitted");
  expect(await set({ mode: "off" })).toMatchObject({ room: { state: "off", is_paused: false, queueing_since: null } });
  expect(await set({ mode: "always" })).toMatchObject({ ok: true });
  expect(await isQueued()).toBe(true);
});

test("an emptied queue ends the places of those who wait alone, says so, and they may join again at the end", async () => {
  const { eventId, owner, set } = await aSale();
  await set({ rate_per_minute: 6_000, places: 1 });
  await joiners(eventId, 3);
  await moveQueues();
  await passTime(eventId, 2);
  await moveQueues();
  const [first = "", ...waiting] = await inOrder(eventId);
  expect((await redeemPass(eventId, [first])).ok).toBe(true);
  expect(await emptyQueue(owner, eventId)).toEqual({ ok: true, removed: 2 });
  expect((await joined(eventId, first)).state).toBe("admitted");
  for (const buyer of waiting)
    expect(await redeemPass(eventId, [buyer])).toMatchObject({ refusal: { code: "not_your_turn", state: "removed" } });
  await passTime(eventId, 0);
  expect(await readStatus(eventId)).toMatchObject({ waiting: 0 });
  const [second = ""] = waiting;
  expect((await joined(eventId, second)).state).toBe("joined");
  await moveQueues();
  expect((await joined(eventId, second)).number).toBe(4);
});

test("every change is listed with who made it, from what to what", async () => {
  const { eventId, owner, set } = await aSale();
  await set({ rate_per_minute: 60 });
  await set({ rate_per_minute: 90, places: 20 });
  await set({ is_paused: true });
  await set({ is_paused: true });
  await emptyQueue(owner, eventId);
  expect(await readRoomChanges(owner, eventId)).toMatchObject({
    changes: [
      { action: "waiting_room.empty", people: 0 },
      { action: "waiting_room.pause", from: { is_paused: false }, to: { is_paused: true } },
      {
        action: "waiting_room.change",
        actor: owner.keys[0],
        from: { rate_per_minute: 60, places: 500 },
        to: { rate_per_minute: 90, places: 20 },
      },
      { action: "waiting_room.open" },
    ],
  });
});

test("an organizer who opens one that another is opening changes it, and does not hear that it is closed", async () => {
  const { eventId, set } = await aSale();
  const { salesStartAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  let second: ReturnType<typeof set> | undefined;
  await db().$transaction(async (first) => {
    await first.waitingRoom.create({ data: { eventId, seedHash: "h", sealedSeed: "s", opensAt: salesStartAt } });
    second = set({ rate_per_minute: 70 });
    await waitForLockWaits(1);
  });
  expect(await second).toMatchObject({ ok: true, room: { rate_per_minute: 70 } });
});
