import { beforeAll, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, anOrganization } from "#prisma/seed/builders";
import { createEvent } from "../create-event.ts";
import { newEventBody } from "../event-contract.ts";
import { archiveVenue } from "./archive-venue.ts";

/**
 * Symptom: an event to come takes place at an archived venue. Theory: an event is made behind a shared lock of its venue and archiving
 * behind an exclusive one, so one of the two sees the other. Method: both at once, many times.
 */
aDatabase();

const ROUNDS = 30;
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

test("a venue is archived or gets an event at the same moment, never both", async () => {
  const won = { archive: 0, event: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const venueId = await anEmptyVenue();
    const [event, archive] = await Promise.all([
      createEvent(owner, newEvent(venueId), undefined),
      archiveVenue(administrator, venueId),
    ]);
    expect([event.ok, archive.ok].filter(Boolean)).toHaveLength(1);
    won[event.ok ? "event" : "archive"] += 1;
  }
  expect(won.archive + won.event).toBe(ROUNDS);
});
