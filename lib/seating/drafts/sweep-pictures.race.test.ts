import { beforeEach, describe, expect, test } from "vitest";
import { keepPicture } from "#lib/catalog/pictures/keep-picture";
import { aStoredPicture } from "#lib/catalog/testing/a-stored-picture";
import { changeVenue } from "#lib/catalog/venues/change-venue";
import { venueChangeBody } from "#lib/catalog/venues/venue-contract";
import type { Staff } from "#lib/organizations/authority";
import { changeProfile } from "#lib/organizations/profile/change-profile";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization, aVenue } from "#prisma/seed/builders";
import { removeBackground, setBackground } from "../plan/edits/background.ts";
import { setView } from "../plan/edits/views.ts";
import { aFullPlan, aView } from "../plan/testing/any-plan.ts";
import { newDraftBody } from "./draft-contract.ts";
import { makeDraft } from "./make-draft.ts";
import { saveDraft } from "./save-draft.ts";
import { sweepPictures } from "./sweep-pictures.ts";

aDatabase();

/**
 * Symptom: a venue shows a picture that is gone. Theory: a sweep read that nothing refers to an old picture, someone attached it, and the
 * sweep deleted it. Method: many attach old pictures while sweeps run; each that was attached must be there. The control attaches without
 * holding the picture's row and must lose some.
 */

let organizationId = "";
let owner: Staff;
let venueId = 0;

beforeEach(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER");
  venueId = (await aVenue({ organizationId })).id;
});

/** A picture that was uploaded long ago, so that the next sweep takes it unless something refers to it. */
async function anOldPicture(): Promise<string> {
  const hash = await aStoredPicture();
  await db().picture.update({ where: { hash }, data: { uploadedAt: new Date(0) } });
  return hash;
}

const isThere = async (hash: string) => (await db().picture.count({ where: { hash } })) === 1;
const decorative = (picture: string, revision = 1) =>
  venueChangeBody.parse({ pictures: [{ picture, decorative: true }], revision });

describe("a sweep of pictures", () => {
  test("takes what nothing refers to and was uploaded a week ago, and leaves the rest", async () => {
    const [old, fresh, again] = [await anOldPicture(), await aStoredPicture(), await anOldPicture()];
    const [atVenue, asLogo, ofSection, ofRow, traced] = await Promise.all([1, 2, 3, 4, 5].map(anOldPicture));
    await changeVenue(owner, venueId, decorative(String(atVenue)));
    const logo = { change: { logo: String(asLogo), revision: 1 }, hasOrders: async () => false, keepPicture };
    expect(await changeProfile(owner, organizationId, logo)).toMatchObject({ ok: true });
    const view = (hash: string | undefined) => ({ ...aView("1"), picture: String(hash) });
    const behind = { picture: { id: String(traced), width: 8, height: 8 }, floor: "f1" };
    const drawn = setBackground({ ...aFullPlan(), background: null }, behind);
    const plan = setView(setView(drawn, { section: "s1" }, view(ofSection)), { part: "b1", row: 2 }, view(ofRow));
    const made = await makeDraft(owner, venueId, newDraftBody.parse({ name: "Hall", plan }));
    expect(made.ok).toBe(true);
    await db().picture.update({ where: { hash: again }, data: { uploadedAt: new Date() } });
    expect(await sweepPictures()).toBeGreaterThanOrEqual(1);
    const kept = [fresh, again, atVenue, asLogo, ofSection, ofRow, traced].map(String);
    expect(await Promise.all(kept.map(isThere))).toEqual(kept.map(() => true));
    expect(await isThere(old)).toBe(false);
    await changeVenue(owner, venueId, venueChangeBody.parse({ pictures: [], revision: 2 }));
    const id = made.ok ? made.draft.id : "";
    expect(await saveDraft(owner, id, { revision: 1, plan: removeBackground(plan) })).toMatchObject({ ok: true });
    await sweepPictures();
    const left = [atVenue, traced, ofSection].map(String);
    expect(await Promise.all(left.map(isThere))).toEqual([false, false, true]);
  });

  const ROUNDS = 25;

  test("never takes a picture that someone attaches to a venue or draws with meanwhile: it is there, or they are refused", async () => {
    const outcomes = { attached: 0, refused: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const hash = await anOldPicture();
      const venue = (await aVenue({ organizationId })).id;
      const [done] = await Promise.all([changeVenue(owner, venue, decorative(hash)), sweepPictures(), sweepPictures()]);
      outcomes[done.ok ? "attached" : "refused"]++;
      expect(await isThere(hash), `round ${round}: ${JSON.stringify(done)}`).toBe(done.ok);
      if (!done.ok) expect(done).toMatchObject({ refusal: { code: "invalid_request" } });
    }
    expect(outcomes.attached + outcomes.refused).toBe(ROUNDS);
  });

  test("waits for who holds a picture to attach it; the control, who does not, attaches what is gone", async () => {
    for (const [holds, expected] of [
      [true, true],
      [false, false],
    ] as const) {
      const hash = await anOldPicture();
      let sweep: Promise<number> | undefined;
      await db().$transaction(async (tx) => {
        if (holds) expect(await keepPicture(tx, hash)).toBe(true);
        sweep = sweepPictures();
        if (holds) await waitUntilBlocked();
        else await sweep;
        const pictures = [{ picture: hash, width: 8, height: 8, alt: {}, decorative: true }];
        await tx.venue.update({ where: { id: venueId }, data: { pictures } });
      });
      await sweep;
      expect(await isThere(hash), `holds: ${holds}`).toBe(expected);
    }
  });

  test("leaves a picture that a draft begins to show while it runs", async () => {
    const hash = await anOldPicture();
    const made = await makeDraft(owner, venueId, newDraftBody.parse({ name: "Hall" }));
    const plan = setView(aFullPlan(), { section: "s1" }, { ...aView("1"), picture: hash });
    const id = made.ok ? made.draft.id : "";
    let save: Promise<unknown> | undefined;
    await db().$transaction(async (tx) => {
      // A sweep of our own that holds the picture: the save waits for it, and its reference comes after.
      await tx.$queryRaw`SELECT hash FROM pictures WHERE hash = ${hash} FOR UPDATE`;
      save = saveDraft(owner, id, { revision: 1, plan });
      await waitUntilBlocked();
    });
    expect(await save).toMatchObject({ ok: true });
    await sweepPictures();
    expect(await isThere(hash)).toBe(true);
  });
});

/** Waits until a statement on pictures waits for a lock. */
async function waitUntilBlocked(): Promise<void> {
  await expect
    .poll(
      async () => {
        const [row] = await db().$queryRaw<{ count: bigint }[]>`
          SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%pictures%'
            AND datname = current_database()`;
        return Number(row?.count);
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0);
}
