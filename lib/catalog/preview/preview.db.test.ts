import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { invariant } from "#lib/platform/invariant";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { findPreview } from "./find-preview.ts";
import { makePreviewLink, readPreviewLink, revokePreviewLink } from "./make-preview-link.ts";

aDatabase();

async function aDraftToShow() {
  const eventId = await anEventOnSale();
  const organizationId = await sellerOf(eventId);
  const owner = await aMember(organizationId, "OWNER");
  await db().event.update({ where: { id: eventId }, data: { status: "DRAFT" } });
  const make = async (days = 14) => {
    const made = await makePreviewLink(owner, eventId, { days });
    invariant(made.ok, "a draft gets a link");
    return made.link.url.split("/preview/")[1] ?? "";
  };
  return { eventId, organizationId, owner, make };
}

test("a link shows its draft alone, and the database keeps only a hash of it", async () => {
  const { eventId, make } = await aDraftToShow();
  const other = await aDraftToShow();
  const token = await make();
  await other.make();
  expect((await findPreview(token))?.row.id).toBe(eventId);
  expect(await findPreview(token.replace(/^\d+/, String(other.eventId)))).toBeUndefined();
  for (const none of ["", "1", `${eventId}-`, `${token}x`, `0${token}`, `${eventId}-${"A".repeat(43)}`])
    expect(await findPreview(none), none).toBeUndefined();
  const { tokenHash } = await db().eventPreview.findUniqueOrThrow({ where: { eventId } });
  expect(tokenHash).not.toContain(token.slice(-43));
});

test("it ends after the days that were chosen, and looks missing then", async () => {
  const { eventId, owner, make } = await aDraftToShow();
  const token = await make(3);
  const { madeAt, endsAt } = await db().eventPreview.findUniqueOrThrow({ where: { eventId } });
  expect(endsAt.getTime() - madeAt.getTime()).toBe(3 * 86_400_000);
  await db().eventPreview.update({
    where: { eventId },
    data: { madeAt: new Date(Date.now() - 2_000), endsAt: new Date(Date.now() - 1_000) },
  });
  expect(await findPreview(token)).toBeUndefined();
  expect(await readPreviewLink(owner, eventId)).toMatchObject({ link: { state: "ended" } });
});

test("a new link ends the one before, and a revoked one shows nothing", async () => {
  const { eventId, owner, make } = await aDraftToShow();
  const [first, second] = [await make(), await make()];
  expect(await findPreview(first)).toBeUndefined();
  expect(await findPreview(second)).toBeDefined();
  expect(await revokePreviewLink(owner, eventId)).toEqual({ ok: true });
  expect(await findPreview(second)).toBeUndefined();
  const lines = await db().auditEntry.findMany({ where: { eventId }, orderBy: { id: "asc" } });
  expect(lines.map(({ action }) => action)).toEqual([
    ...["event.make_preview_link", "event.make_preview_link", "event.revoke_preview_link"],
  ]);
});

test("a published event gets no link, and one that it had names the event of its public page", async () => {
  const { eventId, owner, make } = await aDraftToShow();
  const token = await make();
  await db().event.update({ where: { id: eventId }, data: { status: "PUBLISHED" } });
  expect(await makePreviewLink(owner, eventId, { days: 14 })).toMatchObject({
    refusal: { code: "preview_needs_draft" },
  });
  expect((await findPreview(token))?.row.status).toBe("PUBLISHED");
});

test("nothing of a suspended organization is shown by a link", async () => {
  const { organizationId, make } = await aDraftToShow();
  const token = await make();
  await db().organization.update({
    where: { id: organizationId },
    data: { status: "SUSPENDED", suspendedAt: new Date(), suspensionReason: "Rules" },
  });
  expect(await findPreview(token)).toBeUndefined();
});
