import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { changeHall } from "./change-hall.ts";
import { readHallChoice } from "./read-hall-choice.ts";
import { aHallVersion, eachRow, withSeatsBefore } from "./testing/a-hall-version.ts";

aDatabase();

async function anOwnersEvent() {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2 }) });
  return { eventId, owner: await aMember(await sellerOf(eventId), "MANAGER") };
}

test("offers the other versions of the event's hall, before its first change and after one", async () => {
  const { eventId, owner } = await anOwnersEvent();
  expect(await readHallChoice(owner, eventId)).toMatchObject({ choice: { halls: [{ sold: 1, others: [] }] } });
  const wider = await aHallVersion(eventId, (plan) =>
    eachRow(plan, (row, i) => (i === 0 ? withSeatsBefore(row, 2) : row)),
  );
  const { venueId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  await db().hall.create({ data: { venueId, name: "Another hall" } });
  const before = await readHallChoice(owner, eventId);
  expect(before).toMatchObject({
    ok: true,
    choice: {
      ...{ layoutHash: wider.layout_hash, venueId, fixed: undefined, levels: [{ id: 1, name: "Standard" }] },
      halls: [{ id: wider.hall_id, sold: 1, others: [{ version: wider.version, seatCount: 22 }] }],
    },
  });
  expect(before.ok && before.choice.halls.length).toBe(1);
  expect(await changeHall(owner, eventId, wider)).toMatchObject({ ok: true });
  // The layout with the event's own ids is no version's any more.
  expect(await readHallChoice(owner, eventId)).toMatchObject({
    choice: { halls: [{ id: wider.hall_id, sold: wider.version, others: [{ version: 1, seatCount: 20 }] }] },
  });
});

test("says why a hall stays as it is, and is for those who may change the event", async () => {
  const { eventId, owner } = await anOwnersEvent();
  await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
  expect(await readHallChoice(owner, eventId)).toMatchObject({ choice: { fixed: "cancelled" } });
  expect(await readHallChoice(await aMember(await sellerOf(eventId), "GATE"), eventId)).toMatchObject({
    refusal: { code: "forbidden" },
  });
  const stranger = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
  expect(await readHallChoice(stranger, eventId)).toMatchObject({ refusal: { code: "not_found" } });
});
