import { expect, test } from "vitest";
import { findOrganizerEvent } from "#lib/catalog/organizer-store";
import { db } from "#lib/platform/db/db";
import { invariant } from "#lib/platform/invariant";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import { previewSeats } from "./preview-seats.ts";
import { publishEvent } from "./publish-event.ts";
import { readState } from "./seat-state.ts";

aDatabase();

test("a preview shows the seats as the publication makes them: prices, what is off sale, and what is set aside", async () => {
  const id = await anEventOnSale({ layout: aSmallHall({ rows: 2, seatsPerRow: 5 }) });
  await db().seat.deleteMany({ where: { eventId: id } });
  const painting = { seats: [{ runs: [1, 2], level: -1 }] };
  const event = await db().event.update({ where: { id }, data: { status: "DRAFT", painting } });
  await db().allocation.create({
    data: {
      ...{ eventId: id, id: 1, name: "House", kind: "HOUSE" },
      ...{ plannedLayout: event.layoutHash, plannedSeatIds: [4, 5, 6] },
    },
  });
  const own = await findOrganizerEvent(id);
  invariant(own, "the draft is there");
  const { states, left } = await previewSeats(own);
  await publishEvent(id);
  const seats = await db().seat.findMany({ where: { eventId: id }, orderBy: { id: "asc" } });
  const isFree = seats.map(({ status, allocationId }) => status === "AVAILABLE" && allocationId === null);
  const bitmap = Buffer.from(states, "base64");
  expect(seats.map((seat) => readState(bitmap, seat.id) === 0)).toEqual(isFree);
  expect(left).toMatchObject({ left: isFree.filter(Boolean).length, total: isFree.filter(Boolean).length });
});
