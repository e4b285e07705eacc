import { expect, test } from "vitest";
import { changeEvent } from "#lib/catalog/change-event";
import { eventChangeBody } from "#lib/catalog/event-contract";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { ENDS_BEFORE_DRAW, ORDER_IS_DRAWN } from "#lib/waiting-room/plan-draw";
import { roomBody } from "#lib/waiting-room/room-contract";
import { setWaitingRoom } from "#lib/waiting-room/set-waiting-room";
import { inOrder, joiners } from "#lib/waiting-room/testing/queue";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { eventSales } from "../withdrawing/event-sales.ts";
import { previewEventChange } from "./preview-event-change.ts";

aDatabase();

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

/** An event whose sale starts in three hours, with a waiting room, and its manager. */
async function aSaleBehindARoom(room: object = {}) {
  const eventId = await anEventOnSale({ salesStartInHours: 3 });
  const manager = await aMember(await sellerOf(eventId), "MANAGER");
  await setWaitingRoom(manager, eventId, roomBody.parse(room));
  const sale = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const change = (wanted: object) =>
    changeEvent(manager, eventId, { change: eventChangeBody.parse(wanted), sales: eventSales });
  const preview = (wanted: object) => previewEventChange(manager, eventId, eventChangeBody.parse(wanted));
  const opensAt = async () => (await db().waitingRoom.findUniqueOrThrow({ where: { eventId } })).opensAt;
  const startMs = async () => (await db().event.findUniqueOrThrow({ where: { id: eventId } })).salesStartAt.getTime();
  return { eventId, manager, sale, change, preview, opensAt, startMs };
}

/** As if the order had been drawn. */
const draw = (eventId: number) => db().waitingRoom.update({ where: { eventId }, data: { drawnAt: new Date() } });

test.for([1, 5])("the draw at the start of the sale moves with it, and the preview says so: in %d h", async (hours) => {
  const { eventId, sale, change, preview, opensAt } = await aSaleBehindARoom();
  const start = inHours(hours);
  const wanted = { sales_start_time: start.toISOString() };
  expect(await preview(wanted)).toMatchObject({
    effects: { draw: { from: sale.salesStartAt.toISOString(), to: start.toISOString() } },
  });
  expect(await opensAt()).toEqual(sale.salesStartAt);
  expect(await change(wanted)).toMatchObject({ ok: true });
  expect(await opensAt()).toEqual(start);
  const entry = { eventId, action: "waiting_room.change" };
  const logged = await db().auditEntry.findFirstOrThrow({ where: entry });
  expect(logged.detail).toMatchObject({ to: { opens_at: start.toISOString() } });
});

test("a later draw keeps its distance from the start, and a change of something else leaves it", async () => {
  const { sale, change, preview, opensAt } = await aSaleBehindARoom();
  const distanceMs = HOUR_MS / 2;
  await db().waitingRoom.updateMany({ data: { opensAt: new Date(sale.salesStartAt.getTime() + distanceMs) } });
  const start = inHours(5);
  await change({ sales_start_time: start.toISOString() });
  expect(await opensAt()).toEqual(new Date(start.getTime() + distanceMs));
  expect(await preview({ subtitle: "With an encore" })).toMatchObject({ effects: { draw: null } });
});

test("a sale that starts at once draws among everyone who joined", async () => {
  const { eventId, change } = await aSaleBehindARoom();
  const people = await joiners(eventId, 3);
  expect(await change({ sales_start_time: inHours(-1).toISOString() })).toMatchObject({ ok: true });
  await moveQueues();
  expect((await inOrder(eventId)).toSorted()).toEqual(people.toSorted());
  const { drawnCount } = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
  expect(drawnCount).toBe(3);
});

test("once the order is drawn the sale cannot start later, and says why; nothing is changed", async () => {
  const { eventId, sale, change, preview, opensAt, startMs } = await aSaleBehindARoom();
  await draw(eventId);
  const wanted = { sales_start_time: inHours(5).toISOString(), subtitle: "Late" };
  const refused = {
    refusal: { code: "invalid_request", fields: [{ path: "sales_start_time", message: ORDER_IS_DRAWN }] },
  };
  expect(await preview(wanted)).toMatchObject(refused);
  expect(await change(wanted)).toMatchObject(refused);
  expect(await opensAt()).toEqual(sale.salesStartAt);
  expect(await startMs()).toBe(sale.salesStartAt.getTime());
  expect(await change({ subtitle: "In time" })).toMatchObject({ ok: true });
});

test("a room that is closed, and one by load whose sale has begun, keep no sale from moving", async () => {
  for (const data of [{ closedAt: new Date() }, { mode: "AUTOMATIC" as const }]) {
    const { eventId, sale, change, opensAt } = await aSaleBehindARoom();
    await draw(eventId);
    await db().waitingRoom.update({ where: { eventId }, data });
    expect(await change({ sales_start_time: inHours(5).toISOString() })).toMatchObject({ ok: true });
    expect(await opensAt()).toEqual(sale.salesStartAt);
  }
});

test("a sale that would end before the draw is refused by the field that moved", async () => {
  const { sale, change } = await aSaleBehindARoom();
  await db().waitingRoom.updateMany({ data: { opensAt: new Date(sale.salesEndAt.getTime() - HOUR_MS) } });
  const nearEnd = new Date(sale.salesEndAt.getTime() - 2 * HOUR_MS).toISOString();
  for (const [path, at] of [
    ["sales_end_time", nearEnd],
    ["sales_start_time", nearEnd],
  ] as const)
    expect(await change({ [path]: at })).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path, message: ENDS_BEFORE_DRAW }] },
    });
});

test("a draw waits with an event that is postponed, and is at the start of the sale once it has a date again", async () => {
  const { eventId, change, opensAt, startMs } = await aSaleBehindARoom();
  await joiners(eventId, 2);
  expect(await change({ status: "postponed" })).toMatchObject({ ok: true });
  await moveQueues();
  expect(await inOrder(eventId)).toEqual([]);
  const dates = { start_time: inHours(900).toISOString(), sales_start_time: inHours(100).toISOString() };
  expect(await change(dates)).toMatchObject({ ok: true });
  expect((await opensAt()).getTime()).toBe(await startMs());
});

test("an event that is taken off sale for another set of prices keeps its draw", async () => {
  const { sale, change, opensAt } = await aSaleBehindARoom();
  expect(await change({ currency: "USD" })).toMatchObject({ ok: true, isToPublish: true });
  expect(await opensAt()).toEqual(sale.salesStartAt);
});

test("a room that would draw later than the start draws at the start once the load decides", async () => {
  const late = inHours(4).toISOString();
  const { eventId, manager, sale } = await aSaleBehindARoom({ opens_at: late });
  const set = (body: object) => setWaitingRoom(manager, eventId, roomBody.parse(body));
  expect(await set({ mode: "automatic", opens_at: late })).toMatchObject({
    refusal: { code: "invalid_request", fields: [{ path: "opens_at" }] },
  });
  expect(await set({ mode: "automatic" })).toMatchObject({
    room: { mode: "automatic", opens_at: sale.salesStartAt.toISOString() },
  });
});
