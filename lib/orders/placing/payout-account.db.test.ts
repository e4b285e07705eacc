import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { staff } from "#lib/organizations/authority";
import { connectPayouts } from "#lib/payments/payouts/connect-payouts";
import { disconnectPayouts } from "#lib/payments/payouts/disconnect-payouts";
import { findPaymentRoute } from "#lib/payments/payouts/payout-store";
import { readPayoutAccount } from "#lib/payments/payouts/read-payout-account";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization } from "#prisma/seed/builders";
import { aShop } from "../testing/shop.ts";

aDatabase();
const shop = aShop();
let organizationId: string;
let owner: Awaited<ReturnType<typeof aMember>>;
beforeEach(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER");
});
afterEach(() => {
  delete process.env.PAYOUT_ACCOUNTS;
  forgetSingleton("env");
});

async function connected(): Promise<string> {
  const answer = await connectPayouts(owner, organizationId);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.url;
}
const payout = async () => {
  const read = await readPayoutAccount(owner, organizationId);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.payout;
};
const onboard = (url: string, outcome: string) =>
  fetch(url, { method: "POST", body: `outcome=${outcome}`, redirect: "manual" });
const audited = async () =>
  (
    await db().auditEntry.findMany({
      where: { organizationId, action: { startsWith: "payout." } },
      orderBy: { at: "asc" },
    })
  ).map(({ action, outcome }) => `${action} ${outcome}`);

test("an owner is led from nothing over what is missing to an active account, and back", async () => {
  expect(await payout()).toMatchObject({ state: "none", is_offered: true, account: null });
  const answer = await onboard(await connected(), "partly");
  expect(answer.headers.get("location")).toMatch(/\/organizer\/[\w-]+\/settings\?payout=return#payout$/);
  await shop.sandbox().webhooksIdle();
  expect(await payout()).toMatchObject({
    state: "onboarding",
    due: ["external_account", "individual.verification.document"],
  });
  await onboard(await connected(), "complete");
  await shop.sandbox().webhooksIdle();
  expect(await payout()).toMatchObject({ state: "active", pays_out: true, due: [], disabled_reason: null });
  expect(await disconnectPayouts(owner, organizationId)).toMatchObject({ ok: true, payout: { state: "disconnected" } });
  expect(await disconnectPayouts(owner, organizationId)).toMatchObject({ ok: true, payout: { state: "disconnected" } });
  expect(await audited()).toEqual(["payout.connect done", "payout.state active", "payout.disconnect done"]);
});

test("the page asks for an account whose webhook was lost, and shows what it knew while the gateway is out of reach", async () => {
  const url = await connected();
  shop.sandbox().trouble.set("drop_webhooks");
  await onboard(url, "complete");
  shop.sandbox().trouble.set("down");
  expect(await payout()).toMatchObject({ state: "onboarding" });
  shop.sandbox().trouble.clear("down");
  expect(await payout()).toMatchObject({ state: "active" });
});

test("two requests at once connect one account", async () => {
  await Promise.all([connected(), connected(), connected()]);
  expect(await db().payoutAccount.count({ where: { organizationId } })).toBe(1);
});

describe("an organization that connects again", () => {
  const disconnected = async () => {
    await onboard(await connected(), "complete");
    await shop.sandbox().webhooksIdle();
    const { account } = await payout();
    await disconnectPayouts(owner, organizationId);
    return account ?? "";
  };
  const made = async () =>
    (await shop.look("/v1/accounts?limit=100")).data.filter(
      ({ metadata }) => (metadata as { organization_id?: string }).organization_id === organizationId,
    ).length;

  test("goes on with the account that it has at the gateway, which takes payments at once", async () => {
    const account = await disconnected();
    await Promise.all([connected(), connected(), connected()]);
    expect(await payout()).toMatchObject({ account, state: "active", pays_out: true, due: [], has_access: true });
    expect(await findPaymentRoute("stripe", organizationId)).toEqual({ account });
    expect(await made()).toBe(1);
    expect(await db().payoutAccount.count({ where: { organizationId } })).toBe(1);
    const all = ["payout.connect done", "payout.state active", "payout.disconnect done", "payout.connect done"];
    expect(await audited()).toEqual(all);
  });

  test("sells through the platform until an account that was held back meanwhile takes payments again", async () => {
    const account = await disconnected();
    shop.sandbox().changeAccount(account, { becomes: "restricted", currentlyDue: ["external_account"] });
    await connected();
    expect(await payout()).toMatchObject({ account, state: "onboarding", due: ["external_account"] });
    expect(await findPaymentRoute("stripe", organizationId)).toEqual({ account: null });
    shop.sandbox().changeAccount(account, { becomes: "active" });
    await shop.sandbox().webhooksIdle();
    expect(await payout()).toMatchObject({ state: "active" });
  });

  test("gets a new account where the former one took the platform's access away", async () => {
    const account = await disconnected();
    shop.sandbox().changeAccount(account, { becomes: "revoked" });
    await connected();
    expect((await payout()).account).not.toBe(account);
    expect(await payout()).toMatchObject({ state: "onboarding", has_access: true });
    expect(await db().payoutAccount.count({ where: { organizationId } })).toBe(2);
  });
});

test("an answer that was asked for before the one that stands changes nothing", async () => {
  await onboard(await connected(), "complete");
  await shop.sandbox().webhooksIdle();
  const { account } = await payout();
  const { recordAccountState } = await import("#lib/payments/payouts/payout-store");
  const old = { id: account ?? "", isSubmitted: false, takesPayments: false, paysOut: false, due: ["x"] };
  await recordAccountState({ gateway: "stripe", account: account ?? "" }, { said: old, askedAt: new Date(0) });
  expect(await payout()).toMatchObject({ state: "active", due: [] });
});

test("where the operator keeps all money at the platform, none is connected, and one that is can still be left", async () => {
  await onboard(await connected(), "complete");
  await shop.sandbox().webhooksIdle();
  process.env.PAYOUT_ACCOUNTS = "platform";
  forgetSingleton("env");
  expect(await payout()).toMatchObject({ state: "active", is_offered: false });
  expect(await connectPayouts(owner, organizationId)).toMatchObject({ refusal: { code: "payouts_not_offered" } });
  expect(await disconnectPayouts(owner, organizationId)).toMatchObject({ ok: true });
});

test.each(["MANAGER", "BOX_OFFICE", "ANALYST", "GATE"] as const)(
  "a %s may not change where money goes",
  async (role) => {
    const member = await aMember(organizationId, role);
    expect(await connectPayouts(member, organizationId)).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await disconnectPayouts(member, organizationId)).toMatchObject({ refusal: { code: "forbidden" } });
    const stranger = await aMember(await anOrganization("Elsewhere"), "OWNER");
    expect(await connectPayouts(stranger, organizationId)).toMatchObject({ refusal: { code: "not_found" } });
  },
);

test("an owner without a second factor reads where money goes, and may not change it", async () => {
  const single = { ...owner, isTwoFactor: false };
  expect(await staff("organization.manage").judge(single)).toMatchObject({ userId: owner.userId });
  expect(await staff("payout.manage").judge(single)).toMatchObject({ refusal: { code: "two_factor_required" } });
  expect(await staff("payout.manage").judge({ ...owner, isTwoFactor: true })).toMatchObject({ userId: owner.userId });
});
