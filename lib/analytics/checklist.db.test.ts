import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installGateway } from "#lib/payments/testing/install-gateway";
import { createMemoryGateway } from "#lib/payments/testing/memory-gateway";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
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
  const { steps, complete, hidden, payout_route: route } = read.checklist;
  return { open: steps.flatMap(({ step, done }) => (done ? [] : step)), complete, hidden, owner, route };
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
      route: "platform",
    });
  });

  describe("in an installation that offers accounts of organizations' own", () => {
    beforeEach(() => {
      process.env.SANDBOX_URL = "http://127.0.0.1:1";
      process.env.PAYOUT_ACCOUNTS = "own";
      forgetSingleton("env");
      installGateway(createMemoryGateway({ takes: "sale", voids: true, lost: "search" }).gateway);
    });
    afterEach(() => {
      delete process.env.SANDBOX_URL;
      delete process.env.PAYOUT_ACCOUNTS;
      forgetSingleton("env");
      forgetSingleton("gateways");
    });
    const anAccount = (state: "ONBOARDING" | "ACTIVE" | "RESTRICTED" | "DISCONNECTED") => {
      const activatedAt = state === "ONBOARDING" ? null : new Date();
      const times = { activatedAt, endedAt: state === "DISCONNECTED" ? new Date() : null };
      const row = { organizationId: id, gateway: "memory", account: `acct_${uuidv7()}`, state };
      return db().payoutAccount.create({ data: { ...row, ...times } });
    };

    test("has the payments open until the account takes some, and again where it may take none", async () => {
      expect(await openSteps(id)).toMatchObject({ route: "wanted", open: expect.arrayContaining(["payout"]) });
      const { id: account } = await anAccount("ONBOARDING");
      expect(await openSteps(id)).toMatchObject({ route: "wanted", open: expect.arrayContaining(["payout"]) });
      const active = { state: "ACTIVE", activatedAt: new Date() } as const;
      await db().payoutAccount.update({ where: { id: account }, data: active });
      expect(await openSteps(id)).toMatchObject({ route: "own", open: expect.not.arrayContaining(["payout"]) });
      await db().payoutAccount.update({ where: { id: account }, data: { state: "RESTRICTED" } });
      expect(await openSteps(id)).toMatchObject({ route: "stopped", open: expect.arrayContaining(["payout"]) });
    });

    test("has them open again after the account was disconnected", async () => {
      await anAccount("DISCONNECTED");
      expect(await openSteps(id)).toMatchObject({ route: "wanted", open: expect.arrayContaining(["payout"]) });
    });

    test("has them done where an account is active though the platform keeps all money of others", async () => {
      await anAccount("ACTIVE");
      process.env.PAYOUT_ACCOUNTS = "platform";
      forgetSingleton("env");
      expect(await openSteps(id)).toMatchObject({ route: "own" });
      id = await anOrganization("Elsewhere");
      expect(await openSteps(id)).toMatchObject({ route: "platform", open: expect.not.arrayContaining(["payout"]) });
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
