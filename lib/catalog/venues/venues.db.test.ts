import { beforeAll, describe, expect, test } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, anOrganization, aVenue, sellerOf } from "#prisma/seed/builders";
import { changeEvent } from "../change-event.ts";
import { createEvent } from "../create-event.ts";
import { newEventBody } from "../event-contract.ts";
import { findEventNow } from "../find-event.ts";
import { listVenues } from "../queries.ts";
import { archiveVenue } from "./archive-venue.ts";
import { changeVenue } from "./change-venue.ts";
import { listOwnVenues } from "./list-own-venues.ts";
import { makeVenue } from "./make-venue.ts";
import { countVenueUse } from "./queries.ts";
import { readVenue } from "./read-venue.ts";
import { newVenueBody, venueChangeBody } from "./venue-contract.ts";

aDatabase();
let organizationId = "";
let owner: Staff;
let administrator: Staff;

beforeAll(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER", { name: "Olga" });
  administrator = { ...(await aMember(await anOrganization(), "OWNER")), isAdmin: true };
});

const PLACE = { name: "Teatro del Norte", address: "Calle Mayor 1", city: "Madrid", country: "ES" };
const wanted = (more: object = {}) => newVenueBody.parse({ organization_id: organizationId, ...PLACE, ...more });

async function aMadeVenue(more: object = {}) {
  const made = await makeVenue(owner, wanted(more), undefined);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made.venue;
}

const newEvent = (venueId: number, organization = organizationId) =>
  newEventBody.parse({
    ...{ organization_id: organization, venue_id: venueId, title: "An evening", category: "concert", currency: "EUR" },
    ...{ start_time: "2027-06-12T20:00:00+02:00", end_time: "2027-06-12T22:00:00+02:00" },
    price_levels: [{ name: "All seats", price: 45, layout_categories: [0] }],
  });

describe("making a venue", () => {
  test("chooses its time zone from the place, and leaves a line in the audit log", async () => {
    const venue = await aMadeVenue({ entrances: [{ name: "North", note: { es: "Junto al río" } }] });
    expect(venue).toMatchObject({ organization_id: organizationId, time_zone: "Europe/Madrid", revision: 1 });
    expect(venue).toMatchObject({ updated_by: "Olga", entrances: [{ name: "North", note: { es: "Junto al río" } }] });
    expect(venue.slug).toMatch(/^teatro-del-norte-[a-z0-9]{6}$/);
    const line = await db().auditEntry.findFirst({ where: { organizationId, subject: `venue:${venue.id}` } });
    expect(line).toMatchObject({ action: "venue.create", actor: `user:${owner.userId}` });
  });

  test("refuses a place whose time zone is open, and a zone of another country, and stores nothing", async () => {
    const before = await db().venue.count();
    const field = (answer: unknown) => (answer as { refusal: { fields: { path: string }[] } }).refusal.fields[0]?.path;
    expect(field(await makeVenue(owner, wanted({ city: "Sevilla" }), undefined))).toBe("time_zone");
    expect(field(await makeVenue(owner, wanted({ time_zone: "Europe/Paris" }), undefined))).toBe("time_zone");
    expect(await db().venue.count()).toBe(before);
  });

  test("finds the first venue for the same key again", async () => {
    const [first, second] = await Promise.all([1, 2].map(() => makeVenue(owner, wanted(), "owner one-key")));
    expect(first?.ok && second?.ok && first.venue.id).toBe(second?.ok && second.venue.id);
  });

  test("shared by all is for administrators alone", async () => {
    const shared = wanted({ organization_id: null });
    expect(await makeVenue(owner, shared, undefined)).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await makeVenue(administrator, shared, undefined)).toMatchObject({ venue: { organization_id: null } });
  });

  test.each([
    ["an unknown country", { country: "ZZ" }],
    ["a country in small letters", { country: "es" }],
    ["half a coordinate", { coordinates: { latitude: 40 } }],
    ["a latitude past the pole", { coordinates: { latitude: 90.1, longitude: 0 } }],
    ["no number", { coordinates: { latitude: Number.NaN, longitude: 0 } }],
    ["an empty name", { name: " \u200b " }],
    ["a name of 81 letters", { name: "x".repeat(81) }],
    ["a control character", { address: "Calle\u0000" }],
    ["two entrances that look alike", { entrances: [{ name: "A" }, { name: "Α" }] }],
    ["more entrances than a hall has", { entrances: Array.from({ length: 31 }, (_, i) => ({ name: `E${i}` })) }],
    ["a language that no page has", { directions: { fr: "Métro" } }],
    ["an unknown field", { timezone: "Europe/Madrid" }],
    ["a text of a book's length", { accessibility: { en: "x".repeat(4_001) } }],
  ])("refuses %s by field", (_what, more) => {
    expect(newVenueBody.safeParse({ organization_id: organizationId, ...PLACE, ...more }).success).toBe(false);
  });
});

describe("changing a venue", () => {
  test("keeps its slug, writes only what differs, and raises the revision by one", async () => {
    const venue = await aMadeVenue();
    const change = venueChangeBody.parse({ name: "Teatro del Sur", city: "Madrid", revision: 1 });
    const changed = await changeVenue(owner, venue.id, change);
    expect(changed).toMatchObject({ venue: { name: "Teatro del Sur", slug: venue.slug, revision: 2 } });
    const row = await db().venue.findUniqueOrThrow({ where: { id: venue.id } });
    expect(row.fieldRevisions).toEqual({ name: 2 });
    const same = await changeVenue(owner, venue.id, { ...change, revision: 2 });
    expect(same).toMatchObject({ venue: { revision: 2 } });
  });

  test("tells the second of two what the first one changed, and writes nothing of it", async () => {
    const venue = await aMadeVenue();
    const colleague = await aMember(organizationId, "MANAGER", { name: "Marta" });
    await changeVenue(colleague, venue.id, { directions: { en: "Metro Sol" }, revision: 1 });
    await changeVenue(colleague, venue.id, { coordinates: { latitude: 40, longitude: -3 }, revision: 2 });
    const second = await changeVenue(owner, venue.id, { name: "Other", revision: 1 });
    expect(second).toMatchObject({
      refusal: {
        ...{ code: "venue_changed", revision: 3, changed_by: "Marta" },
        changes: { directions: { en: "Metro Sol" }, coordinates: { latitude: 40, longitude: -3 } },
      },
    });
    const third = await changeVenue(owner, venue.id, { name: "Other", revision: 2 });
    expect(third).toMatchObject({ refusal: { changes: { coordinates: { latitude: 40, longitude: -3 } } } });
    expect(await readVenue(owner, venue.id)).toMatchObject({ venue: { name: PLACE.name } });
  });

  test("of many at once on one revision takes one", async () => {
    const venue = await aMadeVenue();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => changeVenue(owner, venue.id, { name: `Name ${i}`, revision: 1 })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await readVenue(owner, venue.id)).toMatchObject({ venue: { revision: 2 } });
  });

  test("keeps the time zone while events to come tell their hours in it, and asks for one when the country changes", async () => {
    const eventId = await anEventOnSale();
    const { venueId, organizationId: seller } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    await db().venue.update({ where: { id: venueId }, data: { organizationId: seller } });
    const manager = await aMember(seller, "MANAGER");
    expect(await changeVenue(manager, venueId, { time_zone: "Atlantic/Canary", revision: 1 })).toMatchObject({
      refusal: { code: "venue_in_use", events: [{ id: eventId }] },
    });
    expect(await changeVenue(manager, venueId, { country: "US", city: "Lima", revision: 1 })).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path: "time_zone" }] },
    });
    expect(await changeVenue(manager, venueId, { city: "Getafe", revision: 1 })).toMatchObject({ ok: true });
  });

  test("shows on the pages and in the API of its events", async () => {
    const eventId = await anEventOnSale();
    const { venueId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    const notes = { directions: { en: "Metro Sol" }, accessibility: { es: "Sin escalones" } };
    const change = venueChangeBody.parse({ ...notes, entrances: [{ name: "North" }], postcode: "28013", revision: 1 });
    expect(await changeVenue(administrator, venueId, change)).toMatchObject({ ok: true });
    const event = await findEventNow(eventId);
    expect(event?.visitors).toEqual({
      ...notes,
      postcode: "28013",
      entrances: [{ name: "North", note: {} }],
      pictures: [],
    });
  });
});

describe("archiving a venue", () => {
  test("is refused while an event or a draft to come takes place there, and past events keep it", async () => {
    const eventId = await anEventOnSale();
    const { venueId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    for (const status of ["PUBLISHED", "DRAFT"] as const) {
      await db().event.update({ where: { id: eventId }, data: { status } });
      const refused = await archiveVenue(administrator, venueId);
      expect(refused).toMatchObject({
        refusal: { code: "venue_in_use", events: [{ id: eventId, title: "An evening" }] },
      });
    }
    await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
    expect(await archiveVenue(administrator, venueId)).toEqual({ ok: true });
    expect(await archiveVenue(administrator, venueId)).toEqual({ ok: true });
    expect(await findEventNow(eventId)).toMatchObject({ venueId });
  });

  test("takes it off the lists and refuses new events there, until a change brings it back", async () => {
    const eventId = await anEventOnSale();
    const { venueId } = await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
    const ids = async () => (await listVenues({ limit: 100 })).data.map(({ id }) => id);
    expect(await ids()).toContain(venueId);
    expect(await archiveVenue(administrator, venueId)).toEqual({ ok: true });
    expect(await ids()).not.toContain(venueId);
    const listed = async (archived?: "true") => {
      const page = await listOwnVenues(owner, organizationId, { archived, limit: 100 });
      return page.ok && page.data.some(({ id }) => id === venueId);
    };
    expect([await listed(), await listed("true")]).toEqual([false, true]);
    expect(await createEvent(owner, newEvent(venueId), undefined)).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path: "venue_id" }] },
    });
    expect(await changeVenue(administrator, venueId, { archived: false, revision: 2 })).toMatchObject({ ok: true });
    expect(await createEvent(owner, newEvent(venueId), undefined)).toMatchObject({ ok: true });
  });
});

describe("an organization's own venue", () => {
  test("is not there for others: not to read, to change, to archive or to put an event at", async () => {
    const eventId = await anEventOnSale();
    const { venueId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    await db().venue.update({ where: { id: venueId }, data: { organizationId: await sellerOf(eventId) } });
    for (const answer of await Promise.all([
      readVenue(owner, venueId),
      changeVenue(owner, venueId, { name: "Mine", revision: 1 }),
      archiveVenue(owner, venueId),
    ])) {
      expect(answer).toEqual({ ok: false, refusal: { code: "not_found" } });
    }
    const missing = await createEvent(owner, newEvent(2_147_483_000), undefined);
    expect(await createEvent(owner, newEvent(venueId), undefined)).toEqual(missing);
    expect(missing).toMatchObject({ refusal: { code: "invalid_request", fields: [{ path: "venue_id" }] } });
    expect((await listVenues({ limit: 100 })).data.map(({ id }) => id)).not.toContain(venueId);
    const page = await listOwnVenues(owner, organizationId, { limit: 100 });
    expect(page.ok && page.data.map(({ id }) => id)).not.toContain(venueId);
  });

  test("takes no event of another organization by a change of its venue either", async () => {
    const [mine, theirs] = [await anEventOnSale(), await anEventOnSale()];
    const { venueId } = await db().event.findUniqueOrThrow({ where: { id: theirs } });
    await db().venue.update({ where: { id: venueId }, data: { organizationId: await sellerOf(theirs) } });
    const manager = await aMember(await sellerOf(mine), "MANAGER");
    const change = { venue_id: venueId };
    expect(await changeEvent(manager, mine, { change, sales: eventSales })).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path: "venue_id" }] },
    });
  });

  test("is changed by owners and managers, and read by every role", async () => {
    const venue = await aMadeVenue();
    for (const role of ["MANAGER", "BOX_OFFICE", "GATE", "ANALYST"] as const) {
      const member = await aMember(organizationId, role);
      expect(await readVenue(member, venue.id)).toMatchObject({ ok: true });
      const changed = await changeVenue(member, venue.id, { postcode: "1", revision: 1 });
      expect(changed.ok || changed.refusal.code).toBe(role === "MANAGER" ? true : "forbidden");
    }
  });

  test("stands among the shared ones in its list, page by page, and is found by a part of its name", async () => {
    const organization = await anOrganization();
    const manager = await aMember(organization, "MANAGER");
    await aVenue({ name: "Zirkus 100% Rund", organizationId: organization });
    await aVenue({ name: "Zirkus Eckig", organizationId: organization });
    const names = async (q: string, page = 1) => {
      const listed = await listOwnVenues(manager, organization, { q, page, limit: 1 });
      return listed.ok && [listed.data.map(({ name }) => name), listed.meta.total];
    };
    expect(await names("zirkus")).toEqual([["Zirkus 100% Rund"], 2]);
    expect(await names("zirkus", 2)).toEqual([["Zirkus Eckig"], 2]);
    expect(await names("100%")).toEqual([["Zirkus 100% Rund"], 1]);
    expect(await names("0_%")).toEqual([[], 0]);
    expect(await listOwnVenues(owner, organization, {})).toMatchObject({ refusal: { code: "not_found" } });
  });
});

test("a list counts the halls of each venue, and the organization's own events that are not over", async () => {
  const eventId = await anEventOnSale();
  const { venueId, organizationId: ownerOfEvent } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const empty = await aVenue({ organizationId });
  const own = await countVenueUse([venueId, empty.id], ownerOfEvent);
  expect([own.get(venueId), own.get(empty.id)]).toEqual([
    { halls: 1, coming: 1 },
    { halls: 0, coming: 0 },
  ]);
  expect((await countVenueUse([venueId], organizationId)).get(venueId)).toEqual({ halls: 1, coming: 0 });
  await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
  expect((await countVenueUse([venueId], ownerOfEvent)).get(venueId)).toEqual({ halls: 1, coming: 0 });
});
