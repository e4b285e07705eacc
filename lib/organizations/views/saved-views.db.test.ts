import { beforeEach, expect, test } from "vitest";
import { leaveOrganization } from "#lib/organizations/members/remove-member";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization } from "#prisma/seed/builders";
import type { Staff } from "../authority.ts";
import { changeView } from "./change-view.ts";
import { defaultView, type NewView, VIEWS_MAX, type ViewList } from "./contract.ts";
import { deleteView } from "./delete-view.ts";
import { listViews } from "./list-views.ts";
import { saveView } from "./save-view.ts";
import { findView, viewerOf } from "./view-access.ts";

/** Who sees which saved view, what bounds them, and which of two requests at once wins. */
aDatabase();

let organizationId = "";
let ana: Staff;
let ben: Staff;

beforeEach(async () => {
  organizationId = await anOrganization();
  ana = await aMember(organizationId, "OWNER");
  ben = await aMember(organizationId, "BOX_OFFICE");
});

const SOLD_OUT = { name: "Sold out", query: "state=sold_out" };

async function viewer(person: Staff, list: ViewList = "events") {
  const found = await viewerOf(person, organizationId, list);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.viewer;
}
const save = async (person: Staff, given: NewView) => saveView(await viewer(person), given);
const namesOf = async (person: Staff) => (await listViews(await viewer(person))).map(({ name }) => name);

async function saved(person: Staff, given: NewView) {
  const made = await save(person, given);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.view;
}

/** Changes a view as the endpoint does it. */
async function change(person: Staff, id: string, to: Parameters<typeof changeView>[2]) {
  const found = await findView(person, { organizationId, id });
  return found.ok ? changeView(found.viewer, found.view, to) : found;
}

test("an own view is its maker's alone, and a shared one everybody's who may read the list", async () => {
  const own = await saved(ana, SOLD_OUT);
  const shared = await saved(ana, { ...SOLD_OUT, name: "All sold out", is_shared: true });
  expect(await namesOf(ana)).toEqual(["Sold out", "All sold out"]);
  expect(await namesOf(ben)).toEqual(["All sold out"]);
  expect(await change(ben, own.id, { name: "Mine now" })).toMatchObject({ refusal: { code: "not_found" } });
  expect(await change(ben, shared.id, { name: "Nothing left" })).toMatchObject({ ok: true });
  expect(await viewerOf(ben, organizationId, "audit")).toMatchObject({ refusal: { code: "forbidden" } });
  const elsewhere = await aMember(await anOrganization(), "OWNER");
  expect(await viewerOf(elsewhere, organizationId, "events")).toMatchObject({ refusal: { code: "not_found" } });
});

test("a name is taken once by a person, without regard to case, and the wildcards of SQL are letters", async () => {
  await saved(ana, { ...SOLD_OUT, name: "1000" });
  expect(await save(ana, { ...SOLD_OUT, name: "100%" })).toMatchObject({ ok: true });
  expect(await save(ana, { ...SOLD_OUT, name: "10_%" })).toMatchObject({ ok: true });
  expect(await save(ana, { ...SOLD_OUT, name: "100%" })).toMatchObject({ ok: false });
  await saved(ana, SOLD_OUT);
  expect(await save(ana, { ...SOLD_OUT, name: "SOLD OUT" })).toMatchObject({
    refusal: { code: "saved_view_name_taken" },
  });
  expect(await save(ben, SOLD_OUT)).toMatchObject({ ok: true });
});

test("of two saves of one name at once one wins, and the limit holds at once as well", async () => {
  const twice = await Promise.all([save(ana, SOLD_OUT), save(ana, SOLD_OUT)]);
  expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
  const data = Array.from({ length: VIEWS_MAX - 2 }, (_, i) => ({
    ...{ organizationId, userId: ana.userId, list: "events", name: `View ${i}`, query: "", isShared: false },
  }));
  await db().savedView.createMany({ data });
  const more = await Promise.all(["a", "b", "c"].map((name) => save(ana, { ...SOLD_OUT, name })));
  expect(more.filter(({ ok }) => ok)).toHaveLength(1);
  expect(more).toContainEqual({ ok: false, refusal: { code: "saved_view_limit_reached", limit: VIEWS_MAX } });
  // The others' views and the shared ones are counted by themselves.
  expect(await save(ben, SOLD_OUT)).toMatchObject({ ok: true });
  expect(await save(ana, { ...SOLD_OUT, is_shared: true })).toMatchObject({ ok: true });
});

test("a person's default comes before the organization's, and a new one takes the former's place", async () => {
  const first = await saved(ana, { ...SOLD_OUT, is_default: true });
  const second = await saved(ana, { ...SOLD_OUT, name: "Drafts", is_default: true });
  await saved(ben, { ...SOLD_OUT, name: "Ours", is_shared: true, is_default: true });
  const opens = async (person: Staff) => defaultView(await listViews(await viewer(person)))?.name;
  expect([await opens(ana), await opens(ben)]).toEqual(["Drafts", "Ours"]);
  expect(await change(ana, first.id, { is_default: true })).toMatchObject({ ok: true });
  expect(await opens(ana)).toBe("Sold out");
  expect(await change(ana, first.id, { is_default: false })).toMatchObject({ ok: true });
  expect(await opens(ana)).toBe("Ours");
  await Promise.all([first, second].map(({ id }) => change(ana, id, { is_default: true })));
  expect(await db().savedView.count({ where: { userId: ana.userId, isDefault: true } })).toBe(1);
});

test("a view is deleted once", async () => {
  const { id } = await saved(ana, SOLD_OUT);
  const found = await findView(ana, { organizationId, id });
  if (!found.ok) throw new Error(found.refusal.code);
  const both = await Promise.all([1, 2].map(() => deleteView(found.viewer, found.view)));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await namesOf(ana)).toEqual([]);
});

test("a member who leaves takes their own views along and leaves the shared ones", async () => {
  await saved(ben, SOLD_OUT);
  await saved(ben, { ...SOLD_OUT, name: "Ours", is_shared: true });
  expect(await leaveOrganization(ben, organizationId)).toEqual({ ok: true });
  expect(await db().savedView.findMany({ where: { organizationId } })).toMatchObject([{ name: "Ours" }]);
});
