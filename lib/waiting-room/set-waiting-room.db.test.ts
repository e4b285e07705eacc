import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { aMember, anEventOnSale, type EventOptions, sellerOf } from "#prisma/seed/builders";
import { moveQueues } from "./move-queues.ts";
import { roomBody } from "./room-contract.ts";
import { endWaitingRoom, readWaitingRoom, setWaitingRoom } from "./set-waiting-room.ts";

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
