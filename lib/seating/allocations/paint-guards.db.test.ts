import { expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import {
  aHeldReservation,
  aMember,
  anEventOnSale,
  anOrganization,
  aPaidOrder,
  aSmallHall,
  sellerOf,
} from "../../../prisma/seed/builders.ts";
import { anAllocation } from "../testing/an-allocation.ts";
import type { AllocationChangeBody, NewAllocation } from "./allocation-contract.ts";
import { paintSeats } from "./paint-seats.ts";
import { readAllocations } from "./read-allocations.ts";
import { releaseAllocation, releaseDueAllocations } from "./release-allocation.ts";
import { changeAllocation, createAllocation, removeAllocation } from "./save-allocation.ts";

/** Each guard of the use cases of allocations has a test that goes red without it. */
aDatabase();

type Sale = { eventId: number; owner: Staff };

async function aSale(options: { salesStartInHours?: number } = {}): Promise<Sale> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 8 }), ...options });
  return { eventId, owner: await aMember(await sellerOf(eventId), "OWNER") };
}

const allocated = async (eventId: number) =>
  (await db().seat.findMany({ where: { eventId, allocationId: { not: null } }, orderBy: { id: "asc" } })).map(
    ({ id, allocationId }) => [id, allocationId],
  );
const paint = ({ eventId, owner }: Sale, changes: { seat_ids: number[]; allocation: number | null }[], revision = 0) =>
  paintSeats(owner, eventId, { revision, changes });
const refusal = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });
const wrong = (...paths: string[]) =>
  refusal("invalid_request", { fields: paths.map((path) => ({ path, message: expect.any(String) })) });
const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const PRESS: NewAllocation = {
  ...{ name: "Press", kind: "press", reason: "", owner: "", release_at: null, release_when: null },
};

test("only members who may change the event set seats aside, and a foreign event is not there", async () => {
  const sale = await aSale();
  await anAllocation(sale.eventId);
  const gate = await aMember(await sellerOf(sale.eventId), "GATE");
  const stranger = await aMember(await anOrganization("Elsewhere"), "OWNER");
  const changes = [{ seat_ids: [1], allocation: 1 }];
  expect(await paint({ ...sale, owner: gate }, changes)).toMatchObject(refusal("forbidden"));
  expect(await paint({ ...sale, owner: stranger }, changes)).toMatchObject(refusal("not_found"));
  expect(await readAllocations(stranger, sale.eventId)).toMatchObject(refusal("not_found"));
  expect(await createAllocation(gate, sale.eventId, PRESS)).toMatchObject(refusal("forbidden"));
  expect(await releaseAllocation(gate, { eventId: sale.eventId, id: 1 })).toMatchObject(refusal("forbidden"));
  expect(await removeAllocation(gate, { eventId: sale.eventId, id: 1 })).toMatchObject(refusal("forbidden"));
  expect(await allocated(sale.eventId)).toEqual([]);
});

test("a painting of an older revision is refused with the newer one", async () => {
  const sale = await aSale();
  await anAllocation(sale.eventId);
  expect(await paint(sale, [{ seat_ids: [1], allocation: 1 }])).toMatchObject({ ok: true, revision: 1 });
  expect(await paint(sale, [{ seat_ids: [2], allocation: 1 }])).toEqual(
    refusal("painting_changed", { painting_revision: 1 }),
  );
  expect(await allocated(sale.eventId)).toEqual([[1, 1]]);
});

test("an unknown allocation, an unknown or removed seat and a seat twice are refused, each beside its field", async () => {
  const sale = await aSale();
  await anAllocation(sale.eventId);
  await db().seat.updateMany({ where: { eventId: sale.eventId, id: 8 }, data: { removed: true, status: "BLOCKED" } });
  expect(await paint(sale, [{ seat_ids: [1], allocation: 9 }])).toEqual(wrong("changes.0.allocation"));
  expect(await paint(sale, [{ seat_ids: [1, 99], allocation: 1 }])).toEqual(wrong("changes.0.seat_ids"));
  expect(await paint(sale, [{ seat_ids: [8], allocation: 1 }])).toEqual(wrong("changes.0.seat_ids"));
  const twice = [
    { seat_ids: [1], allocation: 1 },
    { seat_ids: [1], allocation: null },
  ];
  expect(await paint(sale, twice)).toEqual(wrong("changes.1.seat_ids"));
  expect(await allocated(sale.eventId)).toEqual([]);
});

test("seats that are held or sold are named, and none of the others changes", async () => {
  const sale = await aSale();
  const { eventId } = sale;
  await anAllocation(eventId);
  await aHeldReservation(eventId, [2]);
  await aPaidOrder(eventId, [3]);
  const refused = await paint(sale, [{ seat_ids: [1, 2, 3], allocation: 1 }]);
  expect(refused).toMatchObject(refusal("seats_taken", { count: 2 }));
  expect(!refused.ok && refused.refusal.code === "seats_taken" && refused.refusal.seats).toMatchObject([
    { seat_id: 2, reason: "held", number: "2" },
    { seat_id: 3, reason: "sold", number: "3" },
  ]);
  expect(await allocated(eventId)).toEqual([]);
});

test("once sales have begun, accessible places go to other accessible places only", async () => {
  const sale = await aSale();
  const { eventId, owner } = sale;
  await anAllocation(eventId, { kind: "ACCESSIBLE", seatIds: [1, 2] });
  await anAllocation(eventId, { id: 2, kind: "PRESS" });
  await anAllocation(eventId, { id: 3, kind: "ACCESSIBLE" });
  const byRule = refusal("accessible_by_rule", { allocation: "Allocation 1" });
  expect(await paint(sale, [{ seat_ids: [1], allocation: null }])).toEqual(byRule);
  expect(await paint(sale, [{ seat_ids: [1], allocation: 2 }])).toEqual(byRule);
  expect(await releaseAllocation(owner, { eventId, id: 1 })).toEqual(byRule);
  expect(await paint(sale, [{ seat_ids: [1], allocation: 3 }])).toMatchObject({ ok: true, changed: 1 });
});

test("before sales begin, accessible places are planned like all others", async () => {
  const sale = await aSale({ salesStartInHours: 2 });
  const { eventId, owner } = sale;
  await anAllocation(eventId, { kind: "ACCESSIBLE", seatIds: [1, 2] });
  expect(await paint(sale, [{ seat_ids: [1], allocation: null }])).toMatchObject({ ok: true, changed: 1 });
  expect(await releaseAllocation(owner, { eventId, id: 1 })).toEqual({ ok: true, released: 1 });
});

test("an allocation has a name of its own, whatever its case, and only a rule that its kind can have", async () => {
  const { eventId, owner } = await aSale();
  await createAllocation(owner, eventId, PRESS);
  expect(await createAllocation(owner, eventId, { ...PRESS, name: "PRESS" })).toEqual(wrong("name"));
  const ruled: NewAllocation = { ...PRESS, name: "Second", release_when: "house" };
  expect(await createAllocation(owner, eventId, ruled)).toEqual(wrong("release_when"));
  expect(await createAllocation(owner, eventId, { ...ruled, kind: "accessible" })).toMatchObject({ ok: true });
});

test("it is released in the future, while tickets are on sale", async () => {
  const { eventId, owner } = await aSale();
  expect(await createAllocation(owner, eventId, { ...PRESS, release_at: at(-1) })).toEqual(wrong("release_at"));
  expect(await createAllocation(owner, eventId, { ...PRESS, release_at: at(24 * 31) })).toEqual(wrong("release_at"));
  expect(await createAllocation(owner, eventId, { ...PRESS, release_at: at(1) })).toMatchObject({ ok: true });
});

test("of two who change an allocation the second hears what the first saved", async () => {
  const { eventId, owner } = await aSale();
  await createAllocation(owner, eventId, PRESS);
  const change = (body: AllocationChangeBody) => changeAllocation(owner, { eventId, id: 1 }, body);
  expect(await change({ revision: 1, owner: "Ana" })).toMatchObject({ ok: true });
  expect(await change({ revision: 1, owner: "Ben" })).toEqual(
    refusal("allocation_changed", { allocation: expect.objectContaining({ owner: "Ana", revision: 2 }) }),
  );
  expect(await changeAllocation(owner, { eventId, id: 7 }, { revision: 1 })).toMatchObject(refusal("not_found"));
});

test("one that was released keeps its past date through other changes, and may keep its own name", async () => {
  const { eventId, owner } = await aSale();
  await anAllocation(eventId, { releaseAt: new Date(Date.now() - 3_600_000) });
  expect(await changeAllocation(owner, { eventId, id: 1 }, { revision: 1, owner: "Ana" })).toMatchObject({ ok: true });
  expect(await changeAllocation(owner, { eventId, id: 1 }, { revision: 2, release_at: at(-2) })).toEqual(
    wrong("release_at"),
  );
});

test("one with seats is not deleted; without, its links go with it", async () => {
  const { eventId, owner } = await aSale();
  await anAllocation(eventId, { seatIds: [1, 2] });
  const code = { eventId, id: "01900000-0000-7000-8000-000000000001", code: "NORTE", isLink: false, allocationId: 1 };
  await db().accessCode.create({ data: code });
  const key = { eventId, id: 1 };
  expect(await removeAllocation(owner, key)).toEqual(refusal("allocation_in_use", { seats: 2 }));
  await releaseAllocation(owner, key);
  expect(await removeAllocation(owner, key)).toMatchObject({ ok: true });
  expect(await db().accessCode.count({ where: { eventId } })).toBe(0);
  expect(await removeAllocation(owner, key)).toMatchObject(refusal("not_found"));
});

test("a release by hand leaves sold seats counted, and seats that come back follow", async () => {
  const { eventId, owner } = await aSale();
  await aPaidOrder(eventId, [3]);
  await anAllocation(eventId, { seatIds: [1, 2, 3] });
  expect(await releaseAllocation(owner, { eventId, id: 1 })).toEqual({ ok: true, released: 2 });
  expect(await allocated(eventId)).toEqual([[3, 1]]);
  await db()
    .$executeRaw`UPDATE seats SET status = 'AVAILABLE', reservation_id = NULL, version = version + 1 WHERE event_id = ${eventId} AND id = 3`;
  await releaseDueAllocations();
  expect(await allocated(eventId)).toEqual([]);
  expect(await releaseAllocation(owner, { eventId, id: 9 })).toMatchObject(refusal("not_found"));
});

test("every change of an allocation makes holds of before be judged again", async () => {
  const sale = await aSale();
  const { eventId, owner } = sale;
  const changedAt = async () => (await db().event.findUniqueOrThrow({ where: { id: eventId } })).updatedAt.getTime();
  let before = await changedAt();
  const raises = async (work: () => Promise<{ ok: boolean }>) => {
    expect(await work()).toMatchObject({ ok: true });
    expect(await changedAt()).toBeGreaterThan(before);
    before = await changedAt();
  };
  await raises(() => createAllocation(owner, eventId, PRESS));
  await raises(() => paint(sale, [{ seat_ids: [1], allocation: 1 }]));
  await raises(() => releaseAllocation(owner, { eventId, id: 1 }));
  await raises(() => removeAllocation(owner, { eventId, id: 1 }));
});
