import { beforeAll, describe, expect, test } from "vitest";
import { listHalls } from "#lib/catalog/halls/list-halls";
import { findHouseLayout } from "#lib/catalog/house-store";
import { aStoredPicture } from "#lib/catalog/testing/a-stored-picture";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHallDraft, aMember, anOrganization, aVenue } from "#prisma/seed/builders";
import { setView } from "../plan/edits/views.ts";
import { newRowBlock, newSection } from "../plan/new-objects.ts";
import type { HallPlan } from "../plan/plan.ts";
import { aView } from "../plan/testing/any-plan.ts";
import { compareDraft } from "./compare-draft.ts";
import { compareVersions } from "./compare-versions.ts";
import { newDraftBody, publicationBody } from "./draft-contract.ts";
import { listDrafts } from "./list-drafts.ts";
import { makeDraft } from "./make-draft.ts";
import { notePresence } from "./note-presence.ts";
import { publishDraft } from "./publish-draft.ts";
import { readDraft } from "./read-draft.ts";
import { removeDraft } from "./remove-draft.ts";
import { saveDraft } from "./save-draft.ts";

aDatabase();
let organizationId = "";
let owner: Staff;
let colleague: Staff;

beforeAll(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER", { name: "Olga" });
  colleague = await aMember(organizationId, "MANAGER", { name: "Marta" });
});

const aPlan = (name = "Main hall", seatCount = 4): HallPlan => {
  const plan = { floors: [{ id: "f1", name: "1" }], categories: [{ id: "c1", name: "All", sold: true, hue: 210 }] };
  const rows = newRowBlock({ id: "b1", at: [0, 0], rowCount: 2, seatCount });
  const section = { ...newSection(plan, { id: "s1", name: "Stalls", kind: "seated" }), parts: [rows] };
  return { ...plan, name, pitch: 20, focal: [0, -100], decor: [], background: null, sections: [section] };
};

async function aDraft(plan = aPlan(), venueId?: number) {
  const at = venueId ?? (await aVenue({ organizationId })).id;
  const made = await makeDraft(owner, at, newDraftBody.parse({ name: "Main hall", plan }));
  if (!made.ok) throw new Error(JSON.stringify(made));
  return { ...made.draft, venueId: at };
}

const publish = (id: string, revision = 1) => publishDraft(owner, id, publicationBody.parse({ revision }));

describe("a draft of a hall", () => {
  test("is saved on its newest revision alone, and the second of two is told who was faster", async () => {
    const { id } = await aDraft();
    expect(await saveDraft(colleague, id, { revision: 1, plan: aPlan("Theirs") })).toMatchObject({
      draft: { revision: 2, updated_by: "Marta" },
    });
    const late = await saveDraft(owner, id, { revision: 1, plan: aPlan("Mine") });
    expect(late).toMatchObject({ refusal: { code: "draft_changed", revision: 2, changed_by: "Marta" } });
    expect(await readDraft(owner, id)).toMatchObject({ draft: { plan: { name: "Theirs" } } });
  });

  test("of many saves at once takes one", async () => {
    const { id } = await aDraft();
    const saves = Array.from({ length: 8 }, (_, i) => saveDraft(owner, id, { revision: 1, name: `Name ${i}` }));
    expect((await Promise.all(saves)).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await readDraft(owner, id)).toMatchObject({ draft: { revision: 2 } });
  });

  test("is empty, of a plan, or of a published version as it was drawn", async () => {
    const venue = await aVenue({ organizationId });
    const empty = await makeDraft(owner, venue.id, newDraftBody.parse({ name: "Studio" }));
    expect(empty).toMatchObject({ draft: { hall_id: null, based_on: null, revision: 1 } });
    const { id } = await aDraft(aPlan(), venue.id);
    const published = await publish(id);
    if (!published.ok) throw new Error(JSON.stringify(published));
    const { hall_id: hallId, layout_hash: hash } = published.publication;
    const again = await makeDraft(owner, venue.id, newDraftBody.parse({ name: "Again", hall_id: hallId }));
    expect(again).toMatchObject({ draft: { hall_id: hallId, based_on: hash } });
    expect(again.ok && (await readDraft(owner, again.draft.id))).toMatchObject({
      draft: { plan: JSON.parse(JSON.stringify(aPlan())) },
    });
    const nowhere = newDraftBody.parse({ name: "Again", hall_id: hallId, version: 9 });
    expect(await makeDraft(owner, venue.id, nowhere)).toMatchObject({ refusal: { code: "not_found" } });
    const foreign = await aVenue({ organizationId });
    const stolen = newDraftBody.parse({ name: "Again", hall_id: hallId });
    expect(await makeDraft(owner, foreign.id, stolen)).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("of an imported layout opens as a plan that gives the same layout", async () => {
    const venue = await aVenue({ organizationId });
    await aHallDraft(venue.id);
    const { hallId, layoutHash } = await db().hallVersion.findFirstOrThrow({ where: { hall: { venueId: venue.id } } });
    const made = await makeDraft(owner, venue.id, newDraftBody.parse({ name: "Opened", hall_id: hallId }));
    expect(made.ok && (await publish(made.draft.id))).toMatchObject({
      publication: { layout_hash: layoutHash, already_there: true, version: 1 },
    });
  });

  test("is told who has it open, and forgets who left", async () => {
    const { id, venueId } = await aDraft();
    const other = await aDraft(aPlan(), venueId);
    const editing = async () => {
      const listed = await listDrafts(owner, venueId, {});
      return new Map(listed.ok ? listed.data.map((draft) => [draft.id, draft.editors.map(({ name }) => name)]) : []);
    };
    await notePresence(colleague, id);
    expect(await editing()).toEqual(
      new Map([
        [other.id, []],
        [id, ["Marta"]],
      ]),
    );
    const both = await notePresence(owner, id);
    expect(both.ok && both.data.map(({ name }) => name).toSorted()).toEqual(["Marta", "Olga"]);
    await db().hallDraftEditor.updateMany({ where: { userId: colleague.userId }, data: { seenAt: new Date(0) } });
    const one = await notePresence(owner, id);
    expect(one.ok && one.data.map(({ name }) => name)).toEqual(["Olga"]);
    expect((await editing()).get(id)).toEqual(["Olga"]);
  });

  test("is bounded: no plan of another shape, and no more drafts than a venue may have", async () => {
    for (const wrong of [
      { name: "Main hall", plan: { ...aPlan(), sections: "none" } },
      { name: "Main hall", plan: { ...aPlan(), pitch: Number.POSITIVE_INFINITY } },
      { name: "", plan: aPlan() },
      { name: "x".repeat(81) },
      { name: "Main hall", version: 1 },
      { name: "Main hall", hall_id: "0192f0c1-7a3e-7c11-9a44-5d1f0a6b2c3d", version: 1, plan: aPlan() },
    ])
      expect(newDraftBody.safeParse(wrong).success).toBe(false);
    const venue = await aVenue({ organizationId });
    const full = Array.from({ length: 49 }, () => ({ venueId: venue.id, name: "x", plan: "{}" }));
    await db().hallDraft.createMany({ data: full });
    const body = newDraftBody.parse({ name: "Last" });
    const answers = await Promise.all(Array.from({ length: 4 }, () => makeDraft(owner, venue.id, body)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "draft_limit_reached", limit: 50 } });
  });
});

describe("publishing a draft", () => {
  test("makes the next version of its hall, says when it is there already, and events may use it", async () => {
    const { id, venueId } = await aDraft();
    const first = await publish(id);
    expect(first).toMatchObject({ publication: { version: 1, already_there: false } });
    expect(await publish(id)).toMatchObject({ publication: { version: 1, already_there: true } });
    const versionListed = async () => {
      const drafts = await listDrafts(owner, venueId, {});
      return drafts.ok && drafts.data.map(({ published_version: version }) => version);
    };
    expect(await versionListed()).toEqual([1]);
    await saveDraft(owner, id, { revision: 1, plan: aPlan("Main hall", 5) });
    expect(await versionListed()).toEqual([null]);
    const second = await publish(id, 2);
    expect(await versionListed()).toEqual([2]);
    expect(second).toMatchObject({ publication: { version: 2, already_there: false } });
    const listed = await listHalls(owner, venueId, {});
    expect(listed).toMatchObject({ data: [{ name: "Main hall", versions: [{ version: 2 }, { version: 1 }] }] });
    const hash = second.ok ? second.publication.layout_hash : "";
    expect(await findHouseLayout({ venueId, hash: undefined, organizationId })).toMatchObject({ hash, seatCount: 10 });
    const lines = await db().auditEntry.findMany({ where: { organizationId, action: "hall.publish" } });
    expect(lines.length).toBeGreaterThanOrEqual(3);
  });

  test("is refused with all errors of the plan, and writes nothing", async () => {
    const before = await db().layout.count();
    const { id, venueId } = await aDraft({ ...aPlan(), focal: null, sections: [] });
    const refused = await publish(id);
    expect(refused).toMatchObject({ refusal: { code: "plan_has_errors" } });
    const problems = !refused.ok && "problems" in refused.refusal ? refused.refusal.problems : [];
    expect(problems.map(({ kind }) => kind).toSorted()).toEqual(["noFocalPoint", "noPlaces"]);
    expect(await db().layout.count()).toBe(before);
    expect(await db().hall.count({ where: { venueId } })).toBe(0);
  });

  test("is refused while a view shows a picture that is gone, and done once it is there", async () => {
    const picture = await aStoredPicture();
    const seen = (hash: string) => setView(aPlan(), { section: "s1" }, { ...aView("1"), picture: hash });
    const { id } = await aDraft(seen("0".repeat(64)));
    expect(await publish(id)).toMatchObject({
      refusal: { code: "plan_has_errors", problems: [{ kind: "viewWithoutPicture", section: "s1" }] },
    });
    expect(await readDraft(owner, id)).toMatchObject({ draft: { gone_pictures: ["0".repeat(64)] } });
    await saveDraft(owner, id, { revision: 1, plan: seen(picture) });
    expect(await readDraft(owner, id)).toMatchObject({ draft: { gone_pictures: [] } });
    expect(await publish(id, 2)).toMatchObject({ publication: { version: 1 } });
  });

  test("of an empty hall has a floor and a category that people know by their names", async () => {
    const venue = await aVenue({ organizationId });
    const words = { floor: "Planta baja", category: "Estándar" };
    const made = [
      await makeDraft(owner, venue.id, newDraftBody.parse({ name: "Main hall" })),
      await makeDraft(owner, venue.id, { ...newDraftBody.parse({ name: "Sala" }), words }),
    ];
    const plans = made.map(async (each) => (each.ok ? readDraft(owner, each.draft.id) : each));
    expect(await Promise.all(plans)).toMatchObject([
      { draft: { plan: { floors: [{ name: "Ground floor" }], categories: [{ name: "Standard" }] } } },
      { draft: { plan: { floors: [{ name: "Planta baja" }], categories: [{ name: "Estándar" }] } } },
    ]);
  });

  test("publishes the revision that was asked for, or none", async () => {
    const { id } = await aDraft();
    await saveDraft(colleague, id, { revision: 1, name: "Other" });
    expect(await publish(id, 1)).toMatchObject({ refusal: { code: "draft_changed", changed_by: "Marta" } });
  });

  test("of two drafts of one name at once makes two versions of one hall", async () => {
    const venue = await aVenue({ organizationId });
    const [a, b] = [await aDraft(aPlan("Main hall", 6), venue.id), await aDraft(aPlan("Main hall", 7), venue.id)];
    const done = await Promise.all([publish(a.id), publish(b.id)]);
    expect(done.map((each) => each.ok && each.publication.version).toSorted()).toEqual([1, 2]);
    expect(await db().hall.count({ where: { venueId: venue.id } })).toBe(1);
  });

  test("gives the same drawing to two organizations, each at its own venue", async () => {
    const mine = await aDraft(aPlan("A hall of two"));
    await publish(mine.id);
    const other = await anOrganization();
    const theirOwner = await aMember(other, "OWNER");
    const venue = await aVenue({ organizationId: other });
    const body = newDraftBody.parse({ name: "Main hall", plan: aPlan("A hall of two") });
    const made = await makeDraft(theirOwner, venue.id, body);
    const id = made.ok ? made.draft.id : "";
    const published = await publishDraft(theirOwner, id, publicationBody.parse({ revision: 1 }));
    expect(published).toMatchObject({ publication: { version: 1, already_there: false } });
    for (const [venueId, organization] of [
      [mine.venueId, organizationId],
      [venue.id, other],
    ] as const)
      expect(await findHouseLayout({ venueId, hash: undefined, organizationId: organization })).toMatchObject({
        hash: published.ok && published.publication.layout_hash,
      });
  });

  test("shows beforehand what it changes", async () => {
    const { id } = await aDraft();
    expect(await compareDraft(owner, id, undefined)).toMatchObject({ refusal: { code: "not_found" } });
    await publish(id);
    await saveDraft(owner, id, { revision: 1, plan: aPlan("Main hall", 5) });
    const compared = await compareDraft(owner, id, undefined);
    expect(compared).toMatchObject({ difference: { counts: { added: 2, removed: 0, renamed: 0, other_category: 0 } } });
  });

  test("is compared with any published version by the two versions themselves", async () => {
    const { id, venueId } = await aDraft();
    const first = await publish(id);
    if (!first.ok) throw new Error(JSON.stringify(first));
    const { hall_id: hallId } = first.publication;
    await saveDraft(owner, id, { revision: 1, plan: aPlan("Main hall", 5) });
    await publish(id, 2);
    const grown = await compareVersions(owner, { venueId, hallId, from: 1, to: 2 });
    expect(grown).toMatchObject({ hall: "Main hall", difference: { counts: { added: 2, removed: 0 } } });
    const shrunk = await compareVersions(owner, { venueId, hallId, from: 2, to: 1 });
    expect(shrunk).toMatchObject({ difference: { counts: { added: 0, removed: 2 } } });
    const nowhere = { ok: false, refusal: { code: "not_found" } };
    expect(await compareVersions(owner, { venueId, hallId, from: 1, to: 3 })).toEqual(nowhere);
    const elsewhere = (await aVenue({ organizationId })).id;
    expect(await compareVersions(owner, { venueId: elsewhere, hallId, from: 1, to: 2 })).toEqual(nowhere);
    const stranger = await aMember(await anOrganization(), "OWNER");
    expect(await compareVersions(stranger, { venueId, hallId, from: 1, to: 2 })).toEqual(nowhere);
  });
});

describe("drafts of another organization", () => {
  test("are not there", async () => {
    const stranger = await aMember(await anOrganization(), "OWNER");
    const { id, venueId } = await aDraft();
    for (const answer of await Promise.all([
      readDraft(stranger, id),
      saveDraft(stranger, id, { revision: 1, name: "Mine" }),
      removeDraft(stranger, id),
      publishDraft(stranger, id, { revision: 1, version_name: "" }),
      notePresence(stranger, id),
      compareDraft(stranger, id, undefined),
      listDrafts(stranger, venueId, {}),
      listHalls(stranger, venueId, {}),
      makeDraft(stranger, venueId, newDraftBody.parse({ name: "Mine" })),
    ]))
      expect(answer).toEqual({ ok: false, refusal: { code: "not_found" } });
    expect(await removeDraft(owner, id)).toEqual({ ok: true });
    expect(await readDraft(owner, id)).toMatchObject({ refusal: { code: "not_found" } });
  });
});
