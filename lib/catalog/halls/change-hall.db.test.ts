import { beforeEach, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { makeDraft } from "#lib/seating/drafts/make-draft";
import { publishDraft } from "#lib/seating/drafts/publish-draft";
import { saveLayout } from "#lib/seating/publish-seats";
import { aHallDraft, aMember, anOrganization, aSmallHall, aVenue } from "#prisma/seed/builders";
import { findHouseLayout } from "../house-store.ts";
import { anOrganizersDesk } from "../testing/an-organizers-desk.ts";
import { countVenueUse } from "../venues/queries.ts";
import { changeHall } from "./change-hall.ts";
import type { HallChange } from "./hall-contract.ts";
import { listHalls } from "./list-halls.ts";

aDatabase();
const desk = anOrganizersDesk();

let owner: Staff;
let colleague: Staff;
let organizationId = "";
let venueId = 0;
let hallId = "";
let draftId = "";

beforeEach(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER", { name: "Olga" });
  colleague = await aMember(organizationId, "MANAGER", { name: "Marta" });
  venueId = (await aVenue({ organizationId })).id;
  draftId = await aHallDraft(venueId);
  hallId = (await db().hall.findFirstOrThrow({ where: { venueId } })).id;
});

const change = (wanted: HallChange, by = owner) => changeHall(by, { venueId, hallId }, wanted);
const namesOf = async (query: { archived?: "true" }) => {
  const listed = await listHalls(owner, venueId, query);
  return listed.ok ? listed.data.map(({ name }) => name) : [];
};
const deedsOf = async () =>
  (await db().auditEntry.findMany({ where: { subject: `hall:${hallId}` }, orderBy: { id: "asc" } })).map(
    ({ action, detail }) => [action, detail] as const,
  );

describe("a hall", () => {
  test("is renamed, and the log says what it was called before", async () => {
    const before = (await db().hall.findUniqueOrThrow({ where: { id: hallId } })).name;
    expect(await change({ name: "Great hall", revision: 1 })).toMatchObject({
      hall: { name: "Great hall", revision: 2, archived_at: null },
    });
    expect(await namesOf({})).toEqual(["Great hall"]);
    expect(await deedsOf()).toEqual([["hall.rename", { venue_id: venueId, name: "Great hall", before }]]);
  });

  test("has a name that no other hall of the venue has, whatever its case, archived ones too; another venue's may", async () => {
    const other = await db().hall.create({ data: { venueId, name: "Studio 100%", archivedAt: new Date() } });
    expect(await change({ name: "STUDIO 100%", revision: 1 })).toMatchObject({ refusal: { code: "hall_name_taken" } });
    expect(await deedsOf()).toEqual([]);
    const elsewhere = (await aVenue({ organizationId })).id;
    await db().hall.update({ where: { id: other.id }, data: { venueId: elsewhere } });
    expect(await change({ name: "STUDIO 100%", revision: 1 })).toMatchObject({ ok: true });
    expect(await change({ name: "Studio 100%", revision: 2 })).toMatchObject({ hall: { name: "Studio 100%" } });
  });

  test("is changed by one of two, and the second hears what the first did", async () => {
    await change({ name: "Great hall", archived: true, revision: 1 }, colleague);
    expect(await change({ name: "Small hall", revision: 1 })).toMatchObject({
      refusal: {
        ...{ code: "hall_edited", revision: 2, changed_by: "Marta" },
        changes: { name: "Great hall", archived: true },
      },
    });
    const late = await Promise.all([change({ name: "A", revision: 2 }), change({ name: "B", revision: 2 }, colleague)]);
    expect(late.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("stays as it is when nothing of it changes", async () => {
    await change({ archived: false, revision: 1 });
    expect(await change({ archived: false, revision: 1 })).toMatchObject({ hall: { revision: 1 } });
    expect(await deedsOf()).toEqual([]);
  });

  test("of another organization or venue is not found, and the gate may not change it", async () => {
    const stranger = await aMember(await anOrganization(), "OWNER");
    expect(await change({ name: "Mine", revision: 1 }, stranger)).toMatchObject({ refusal: { code: "not_found" } });
    const gate = await aMember(organizationId, "GATE");
    expect(await change({ name: "Mine", revision: 1 }, gate)).toMatchObject({ refusal: { code: "forbidden" } });
    const elsewhere = (await aVenue({ organizationId })).id;
    expect(await changeHall(owner, { venueId: elsewhere, hallId }, { name: "Mine", revision: 1 })).toMatchObject({
      refusal: { code: "not_found" },
    });
  });
});

describe("an archived hall", () => {
  test("leaves the list, is offered to no new event, and comes back", async () => {
    const { name } = await db().hall.findUniqueOrThrow({ where: { id: hallId } });
    const hash = (await db().hallVersion.findFirstOrThrow({ where: { hallId } })).layoutHash;
    const offered = (named?: string) => findHouseLayout({ venueId, hash: named, organizationId });
    expect(await offered()).toMatchObject({ hash });
    await change({ archived: true, revision: 1 });
    expect([await namesOf({}), await namesOf({ archived: "true" })]).toEqual([[], [name]]);
    expect([await offered(), await offered(hash)]).toEqual([undefined, undefined]);
    expect((await countVenueUse([venueId], organizationId)).get(venueId)).toMatchObject({ halls: 0 });
    await change({ archived: false, revision: 2 });
    expect(await offered()).toMatchObject({ hash });
    expect((await deedsOf()).map(([action]) => action)).toEqual(["hall.archive", "hall.restore"]);
  });

  test("is kept by the events that have it, which can be changed, and is refused to those that have another", async () => {
    const its = { venueId: desk.venueId };
    const { hallId: sold } = await db().hallVersion.findFirstOrThrow({
      where: { layoutHash: desk.layoutHash, hall: its },
    });
    const other = await db().hall.create({ data: { ...its, name: "Another hall" } });
    const layoutHash = await saveLayout((await aVenue({ organizationId })).id, { ...aSmallHall(), name: "Other" });
    await db().hallVersion.create({ data: { hallId: other.id, version: 1, layoutHash } });
    const kept = await desk.post({ layout_hash: desk.layoutHash });
    const moving = await desk.post({
      layout_hash: layoutHash,
      price_levels: [{ name: "A", price: 10, layout_categories: [0] }],
    });
    await db().hall.update({ where: { id: sold }, data: { archivedAt: new Date() } });
    expect(await desk.patch(kept, { title: "Another title" })).toMatchObject({ ok: true });
    expect(await desk.patch(moving, { layout_hash: desk.layoutHash })).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path: "layout_hash" }] },
    });
    await db().hall.update({ where: { id: sold }, data: { archivedAt: null } });
  });

  test("gets no version: not of its draft, not by its name, and no new draft of it is begun", async () => {
    const versions = await db().hallVersion.count({ where: { hallId } });
    const { name } = await db().hall.findUniqueOrThrow({ where: { id: hallId } });
    await change({ archived: true, revision: 1 });
    const publication = { revision: 1, version_name: "" };
    expect(await publishDraft(owner, draftId, publication)).toMatchObject({ refusal: { code: "hall_archived" } });
    await db().hallDraft.update({ where: { id: draftId }, data: { hallId: null, name: name.toUpperCase() } });
    expect(await publishDraft(owner, draftId, publication)).toMatchObject({ refusal: { code: "hall_archived" } });
    expect(await makeDraft(owner, venueId, { name: "Again", hall_id: hallId })).toMatchObject({
      refusal: { code: "hall_archived" },
    });
    expect(await db().hallVersion.count({ where: { hallId } })).toBe(versions);
    await change({ archived: false, revision: 2 });
    expect(await publishDraft(owner, draftId, publication)).toMatchObject({ ok: true });
  });
});
