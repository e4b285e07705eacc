import { beforeAll, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits } from "#lib/platform/testing/locks";
import { aMember, anEventOnSale, anOrganization } from "#prisma/seed/builders";
import { createEvent } from "../create-event.ts";
import { newEventBody } from "../event-contract.ts";
import { archiveVenue } from "./archive-venue.ts";

/**
 * Symptom: an event to come takes place at an archived venue. Theory: an event is made behind a shared lock of its venue and archiving
 * behind an exclusive one, so one of the two sees the other. Method: a third transaction has the venue until both wait for it, in
 * either order. Control: read without the lock, a venue is archived and gets an event.
 */
aDatabase();

let owner: Staff;
let administrator: Staff;
let organizationId = "";

beforeAll(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER");
  administrator = { ...owner, isAdmin: true };
});

async function anEmptyVenue(): Promise<number> {
  const id = await anEventOnSale();
  const { venueId } = await db().event.update({ where: { id }, data: { status: "CANCELLED" } });
  return venueId;
}

const newEvent = (venueId: number) =>
  newEventBody.parse({
    ...{
      organization_id: organizationId,
      venue_id: venueId,
      title: "An evening",
      category: "concert",
      currency: "EUR",
    },
    ...{ start_time: "2027-06-12T20:00:00+02:00", end_time: "2027-06-12T22:00:00+02:00" },
    price_levels: [{ name: "All seats", price: 45 }],
  });

/** Begins the works one after the other while this transaction has the venue, and lets it go when both wait for it. */
async function inThisOrder<Answer>(venueId: number, works: readonly (() => Promise<Answer>)[]): Promise<Answer[]> {
  const begun: Promise<Answer>[] = [];
  await inTransaction(db(), async (tx) => {
    await tx.$queryRaw`SELECT FROM venues WHERE id = ${venueId} FOR UPDATE`;
    for (const work of works) {
      const started = work();
      started.catch(() => undefined);
      begun.push(started);
      await waitForLockWaits(begun.length);
    }
  });
  return Promise.all(begun);
}

const eventAt = (venueId: number) => async () => (await createEvent(owner, newEvent(venueId), undefined)).ok;
const archiving = (venueId: number) => async () => (await archiveVenue(administrator, venueId)).ok;

test("a venue that gets an event at the same moment is not archived", async () => {
  const venueId = await anEmptyVenue();
  expect(await inThisOrder(venueId, [eventAt(venueId), archiving(venueId)])).toEqual([true, false]);
});

test("a venue that is archived at the same moment gets no event", async () => {
  const venueId = await anEmptyVenue();
  expect(await inThisOrder(venueId, [archiving(venueId), eventAt(venueId)])).toEqual([true, false]);
});

test("control: a venue that is only read is archived before its event is there", async () => {
  const venueId = await anEmptyVenue();
  await inTransaction(db(), async (tx) => {
    const seen = await tx.venue.findUniqueOrThrow({ where: { id: venueId } });
    expect(seen.archivedAt).toBeNull();
    expect(await archiving(venueId)()).toBe(true);
    await tx.event.updateMany({ where: { venueId }, data: { status: "PUBLISHED" } });
  });
  const { archivedAt } = await db().venue.findUniqueOrThrow({ where: { id: venueId } });
  expect([archivedAt !== null, await db().event.count({ where: { venueId, status: "PUBLISHED" } })]).toEqual([true, 1]);
});
