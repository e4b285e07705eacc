import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, anOrganization, aPaidOrder, aVenue, sellerOf } from "#prisma/seed/builders";
import { hideChecklist, readChecklist } from "./read-checklist.ts";

aDatabase();

const IMPRINT = {
  ...{ legalName: "Sala Norte S. L.", address: "Calle 1", city: "Madrid", country: "ES", currency: "EUR" },
  contactEmail: "hola@sala.example",
};

/** The open steps of an organization, as an owner with or without a second factor reads them. */
async function openSteps(organizationId: string, { factor = false } = {}) {
  const owner = await aMember(organizationId, "OWNER");
  if (factor) await db().passkey.create({ data: { ...PASSKEY, id: owner.userId, userId: owner.userId } });
  const read = await readChecklist(owner, organizationId);
  if (!read.ok) throw new Error(read.refusal.code);
  const { steps, complete, hidden } = read.checklist;
  return { open: steps.flatMap(({ step, done }) => (done ? [] : step)), complete, hidden, owner };
}
const PASSKEY = { publicKey: Buffer.from("key"), name: "A key" };

let id = "";
beforeEach(async () => {
  id = await anOrganization();
});

describe("the checklist", () => {
  test("of a new organization has all but the payments open, and approval where it waits", async () => {
    await db().organization.update({ where: { id }, data: { status: "PENDING" } });
    expect(await openSteps(id)).toMatchObject({
      open: ["profile", "second_factor", "approval", "venue", "hall", "event", "prices", "publish", "sale"],
      complete: false,
      hidden: false,
    });
  });

  test("ticks what is there", async () => {
    await aVenue({ organizationId: id });
    await db().organization.update({ where: { id }, data: IMPRINT });
    expect((await openSteps(id, { factor: true })).open).toEqual(["hall", "event", "prices", "publish", "sale"]);
  });

  test("is complete with an event on sale, and can then be hidden, once and for all its owners", async () => {
    id = await sellerOf(await anEventOnSale());
    const before = await openSteps(id);
    expect(before.open).toEqual(["profile", "second_factor", "sale"]);
    expect(await hideChecklist(before.owner, id)).toMatchObject({ refusal: { code: "checklist_incomplete" } });
    await db().organization.update({ where: { id }, data: IMPRINT });
    const { owner, complete } = await openSteps(id, { factor: true });
    expect(complete).toBe(true);
    expect(await hideChecklist(owner, id)).toEqual({ ok: true });
    expect(await openSteps(id)).toMatchObject({ hidden: true });
  });

  test("is over with the first sale", async () => {
    const eventId = await anEventOnSale();
    await aPaidOrder(eventId, [1]);
    expect(await openSteps(await sellerOf(eventId))).toMatchObject({ hidden: true });
  });

  test("is for its owners", async () => {
    expect(await readChecklist(await aMember(id, "MANAGER"), id)).toMatchObject({ refusal: { code: "forbidden" } });
    const stranger = await aMember(await anOrganization(), "OWNER");
    expect(await readChecklist(stranger, id)).toMatchObject({ refusal: { code: "not_found" } });
  });
});
