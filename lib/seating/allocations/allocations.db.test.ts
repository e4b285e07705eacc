import { expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "../../../prisma/seed/builders.ts";
import { ADDRESSES_MAX, CODES_MAX, WINDOWS_MAX } from "../access/access-contract.ts";
import { makeCodes } from "../access/make-codes.ts";
import { createWindow } from "../access/save-window.ts";
import { changeAddresses } from "../access/window-list.ts";
import { openLiveSeats } from "../live-seats.ts";
import { readState } from "../seat-state.ts";
import { anAllocation, aPresale } from "../testing/an-allocation.ts";
import { ALLOCATIONS_MAX } from "./allocation-contract.ts";
import { paintSeats } from "./paint-seats.ts";
import { readAllocations } from "./read-allocations.ts";
import { releaseDueAllocations } from "./release-allocation.ts";
import { createAllocation } from "./save-allocation.ts";

aDatabase();

async function aSale(): Promise<{ eventId: number; owner: Staff }> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 6 }) });
  return { eventId, owner: await aMember(await sellerOf(eventId), "OWNER") };
}

const sell = (eventId: number, ids: number[]) =>
  db()
    .$executeRaw`UPDATE seats SET status = 'BLOCKED', version = version + 1 WHERE event_id = ${eventId} AND id = ANY (${ids}::int[])`;
const allocated = async (eventId: number) =>
  (await db().seat.findMany({ where: { eventId, allocationId: { not: null } }, orderBy: { id: "asc" } })).map(
    ({ id }) => id,
  );

test("seats are released when their time has come, logged, and free on every map", async () => {
  const { eventId } = await aSale();
  await anAllocation(eventId, { seatIds: [1, 2], releaseAt: new Date(Date.now() - 1_000) });
  await anAllocation(eventId, { id: 2, seatIds: [3], releaseAt: new Date(Date.now() + 3_600_000) });
  const live = await openLiveSeats(eventId);
  expect([1, 2, 3].map((id) => live && readState(live.bitmap, id))).toEqual([3, 3, 3]);
  await releaseDueAllocations();
  expect(await allocated(eventId)).toEqual([3]);
  expect([1, 2, 3].map((id) => live && readState(live.bitmap, id))).toEqual([0, 0, 3]);
  const [line, ...more] = await db().allocationChange.findMany({ where: { eventId } });
  expect(line).toMatchObject({ action: "released", cause: "time", seatIds: [1, 2], changedBy: "system" });
  expect(more).toEqual([]);
  const released = { eventId, action: "event.release_seats" };
  expect(await db().auditEntry.count({ where: released })).toBe(1);
  await releaseDueAllocations();
  expect(await db().auditEntry.count({ where: released })).toBe(1);
});

test("accessible places are released with the last other seat, not before", async () => {
  const { eventId } = await aSale();
  await anAllocation(eventId, { kind: "ACCESSIBLE", seatIds: [1, 2], releaseScope: "HOUSE" });
  await sell(eventId, [3, 4, 5]);
  await releaseDueAllocations();
  expect(await allocated(eventId)).toEqual([1, 2]);
  await sell(eventId, [6]);
  await releaseDueAllocations();
  expect(await allocated(eventId)).toEqual([]);
  expect(await db().allocationChange.findMany({ where: { eventId } })).toMatchObject([{ cause: "sold_out" }]);
});

test("painting sets seats aside for all maps, counts them, and marks the event for its holds", async () => {
  const { eventId, owner } = await aSale();
  const live = await openLiveSeats(eventId);
  const made = await createAllocation(owner, eventId, {
    ...{ name: "Press", kind: "press", reason: "", owner: "", release_at: null, release_when: null },
  });
  expect(made).toMatchObject({ ok: true, id: 1 });
  const changes = [{ seat_ids: [1, 2], allocation: 1 }];
  expect(await paintSeats(owner, eventId, { revision: 0, changes })).toEqual({ ok: true, revision: 1, changed: 2 });
  expect([1, 2, 3].map((id) => live && readState(live.bitmap, id))).toEqual([3, 3, 0]);
  const read = await readAllocations(owner, eventId);
  expect(read.ok && read.list.allocations[0]?.seats).toEqual({ total: 2, free: 2, held: 0, sold: 0 });
  expect(await db().event.findUnique({ where: { id: eventId }, select: { hasAccess: true } })).toEqual({
    hasAccess: true,
  });
});

test("an event has so many allocations, presales, codes and addresses, and no more", async () => {
  const { eventId, owner } = await aSale();
  const numbers = (most: number) => Array.from({ length: most }, (_, i) => i + 1);
  const kind = "HOUSE" as const;
  await db().allocation.createMany({
    data: numbers(ALLOCATIONS_MAX).map((id) => ({ eventId, id, name: `A${id}`, kind })),
  });
  const allocation = { name: "One more", reason: "", owner: "", release_at: null, release_when: null };
  expect(await createAllocation(owner, eventId, { ...allocation, kind: "house" })).toEqual({
    ok: false,
    refusal: { code: "allocation_limit_reached", limit: ALLOCATIONS_MAX },
  });
  const windowId = await aPresale(eventId, { access: "LIST" });
  await db().$executeRaw`
    INSERT INTO sale_window_addresses SELECT ${eventId}::int, ${windowId}::smallint, n || '@example.org' FROM generate_series(1, ${ADDRESSES_MAX}::int) n`;
  const added = await changeAddresses(owner, { eventId, windowId }, { add: ["ada@example.org"], remove: [] });
  expect(added).toEqual({ ok: false, refusal: { code: "access_limit_reached", limit: ADDRESSES_MAX } });
  await db().$executeRaw`
    INSERT INTO access_codes (event_id, id, code, is_link, window_id)
    SELECT ${eventId}::int, uuidv7(), 'C' || n, false, ${windowId}::smallint FROM generate_series(1, ${CODES_MAX}::int) n`;
  const codes = await makeCodes(owner, eventId, {
    usedElsewhere: async () => [],
    asked: {
      ...{ codes: ["ONE-MORE"], name: "", window: windowId, allocation: null, sells_alone: false },
      ...{ uses_max: null, valid_from: null, valid_until: null },
    },
  });
  expect(codes).toEqual({ ok: false, refusal: { code: "access_limit_reached", limit: CODES_MAX } });
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const day = { opensAt: at(-48), closesAt: at(-47), access: "CODE" as const };
  await db().saleWindow.createMany({
    data: numbers(WINDOWS_MAX - 1).map((n) => ({ eventId, id: n + 1, name: `W${n}`, ...day })),
  });
  const window = { name: "One more", access: "code" as const, price_levels: [] };
  const times = { opens_at: at(-24).toISOString(), closes_at: at(-23).toISOString() };
  expect(await createWindow(owner, eventId, { ...window, ...times })).toEqual({
    ok: false,
    refusal: { code: "access_limit_reached", limit: WINDOWS_MAX },
  });
});
