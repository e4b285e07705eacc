import { beforeEach, describe, expect, test } from "vitest";
import { openTokenFamily } from "#lib/identity/tokens/open-token-family";
import { anyone, mayActFor, organizationsWith, signedIn, staff } from "#lib/organizations/authority";
import type { Role } from "#lib/organizations/permissions";
import { type MadePersonalToken, madePersonalToken, personalTokenList } from "#lib/organizations/tokens/contract";
import { notePersonalTokenUse } from "#lib/organizations/tokens/personal-token-store";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization } from "#prisma/seed/builders";
import * as one from "./[token_id]/route.ts";
import * as all from "./route.ts";

/** Access tokens of organizations through their endpoints: their scopes, and who may create and revoke them. */
aDatabase();

let organizationId = "";
let ownerId = "";
let owner = "";

beforeEach(async () => {
  organizationId = await anOrganization();
  ownerId = (await aMember(organizationId, "OWNER")).userId;
  owner = await bearerOf(ownerId);
});

describe("a new token", () => {
  test("is shown once, listed by its last characters, and kept as a hash", async () => {
    const token = await aToken({ name: "Export", scopes: ["event.read", "order.read"], expires_in_days: 30 });
    expect(token).toMatchObject({ name: "Export", hint: token.token.slice(-4), last_used_at: null });
    const listed = await list();
    expect(listed.meta.total).toBe(1);
    expect(listed.data[0]).toEqual({ ...token, token: undefined });
    const kept = JSON.stringify([await db().accessToken.findMany(), await lines()]);
    expect([kept.includes(token.token), kept.includes(token.token.slice(4, 40))]).toEqual([false, false]);
  });

  test("opens the endpoints of its scopes, in its organization alone, with the second factor of its maker", async () => {
    const elsewhere = await anOrganization();
    await db().membership.create({ data: { organizationId: elsewhere, userId: ownerId, role: "OWNER" } });
    const token = await aToken({ scopes: ["order.read", "order.refund"] });
    expect(await staff("order.refund").admit(asking(token.token))).toMatchObject({
      keys: [`token:${token.id}`],
      userId: ownerId,
      isTwoFactor: true,
      roles: [{ organizationId, role: "OWNER" }],
    });
    expect(await staff("event.write").admit(asking(token.token))).toMatchObject({ refusal: { code: "forbidden" } });
  });

  test("may not do through one endpoint what takes the scope of another", async () => {
    const { token } = await aToken({ scopes: ["order.read"] });
    const program = await staff("order.read").admit(asking(token));
    if ("ok" in program) throw new Error("the endpoint stayed shut");
    expect(mayActFor(program, organizationId, "order.read")).toEqual({ ok: true });
    expect(mayActFor(program, organizationId, "order.refund")).toMatchObject({ refusal: { code: "forbidden" } });
    expect(organizationsWith(program, "order.read")).toEqual([organizationId]);
    expect(organizationsWith(program, "order.refund")).toEqual([]);
  });

  test("does not open its maker's own account", async () => {
    const token = await aToken({});
    expect(await signedIn.admit(asking(token.token))).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await signedIn.admit(asking(owner))).toMatchObject({ userId: ownerId });
    expect(await anyone.admit(asking(token.token))).toBeUndefined();
  });

  test("of an administrator opens nothing outside its organization", async () => {
    await db().user.update({ where: { id: ownerId }, data: { role: "ADMIN" } });
    const token = await aToken({ scopes: ["event.read"] });
    expect(await staff("event.read").admit(asking(token.token))).toMatchObject({
      isAdmin: false,
      onlyFor: organizationId,
    });
    expect(await staff("order.read").admit(asking(token.token))).toMatchObject({ refusal: { code: "forbidden" } });
  });

  test("may do less from the moment its maker may", async () => {
    const token = await aToken({ scopes: ["event.read", "order.refund"] });
    await db().membership.updateMany({ where: { userId: ownerId }, data: { role: "GATE" } });
    expect(await staff("event.read").admit(asking(token.token))).toMatchObject({ userId: ownerId });
    expect(await staff("order.refund").admit(asking(token.token))).toMatchObject({ refusal: { code: "forbidden" } });
  });

  test("stops working once it lapses or its creator is disabled", async () => {
    const { token, id } = await aToken({ expires_in_days: 7 });
    await db().user.update({ where: { id: ownerId }, data: { disabledAt: new Date() } });
    expect(await staff("event.read").admit(asking(token))).toMatchObject({ refusal: { code: "unauthenticated" } });
    await db().user.update({ where: { id: ownerId }, data: { disabledAt: null } });
    expect(await staff("event.read").admit(asking(token))).toMatchObject({ userId: ownerId });
    await db().accessToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await staff("event.read").admit(asking(token))).toMatchObject({ refusal: { code: "unauthenticated" } });
  });

  test("shows its last use to the minute", async () => {
    const { token, id } = await aToken({});
    const lastUse = async () => (await db().accessToken.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime();
    const before = Date.now();
    await staff("event.read").admit(asking(token));
    const first = (await lastUse()) ?? 0;
    expect(first).toBeGreaterThanOrEqual(before - 1_000);
    expect(first).toBeLessThanOrEqual(Date.now() + 1_000);
    await staff("event.read").admit(asking(token));
    expect(await lastUse()).toBe(first);
    // Another process may have recorded a use meanwhile.
    await notePersonalTokenUse(id);
    expect(await lastUse()).toBe(first);
    await db().accessToken.update({ where: { id }, data: { lastUsedAt: new Date(Date.now() - 61_000) } });
    await staff("event.read").admit(asking(token));
    expect(await lastUse()).toBeGreaterThanOrEqual(first);
  });
});

describe("making one", () => {
  test.each([
    ["a scope that is none", { scopes: ["everything"] }, "scopes.0"],
    ["the right to make tokens", { scopes: ["token.manage"] }, "scopes.0"],
    ["no scope", { scopes: [] }, "scopes"],
    ["a scope twice", { scopes: ["event.read", "event.read"] }, "scopes"],
    ["no name", { name: " " }, "name"],
    ["no time at all", { expires_in_days: 0 }, "expires_in_days"],
  ])("with %s is refused by field", async (_, change, path) => {
    const response = await make(owner, change);
    expect([response.status, ((await response.json()) as { fields: { path: string }[] }).fields[0]?.path]).toEqual([
      400,
      path,
    ]);
    expect((await list()).data).toEqual([]);
  });

  test("with a token instead of a sign-in is refused, whatever its scopes say", async () => {
    const { token, id } = await aToken({});
    await db().accessToken.update({ where: { id }, data: { scopes: ["token.manage", "event.read"] } });
    expect((await make(token, {})).status).toBe(403);
    expect((await list()).data).toHaveLength(1);
  });

  test("needs a second factor", async () => {
    const response = await make(await bearerOf(ownerId, false), {});
    expect([response.status, await response.json()]).toMatchObject([403, { error: "two_factor_required" }]);
  });

  test("needs a role in the organization that holds every scope, of administrators too", async () => {
    const admin = (await db().user.create({ data: { email: `${uuidv7()}@example.com`, role: "ADMIN" } })).id;
    expect((await make(await bearerOf(admin), {})).status).toBe(403);
  });

  test.each(["MANAGER", "BOX_OFFICE", "GATE", "ANALYST"] satisfies Role[])("is not for the role %s", async (role) => {
    const bearer = await bearerOf((await aMember(organizationId, role)).userId);
    const response = await make(bearer, {});
    expect([response.status, await response.json()]).toMatchObject([403, { error: "forbidden" }]);
    expect((await all.GET(request("GET", bearer), inOrganization())).status).toBe(403);
  });
});

describe("somebody else's", () => {
  test("organization looks as if it were not there, at every endpoint", async () => {
    const mine = await aToken({});
    const strangers = await bearerOf((await aMember(await anOrganization(), "OWNER")).userId);
    const missing = { params: Promise.resolve({ id: uuidv7(), token_id: mine.id }) };
    const foreign = { params: Promise.resolve({ id: organizationId, token_id: mine.id }) };
    for (const ask of [
      (context: typeof foreign) => all.GET(request("GET", strangers), context),
      (context: typeof foreign) => all.POST(request("POST", strangers, aBody()), context),
      (context: typeof foreign) => one.DELETE(request("DELETE", strangers), context),
    ]) {
      const [there, nowhere] = await Promise.all([ask(foreign), ask(missing)]);
      expect([there.status, nowhere.status]).toEqual([404, 404]);
      expect(await there.text()).toBe(await nowhere.text());
    }
    expect((await list()).data).toHaveLength(1);
  });

  test("token is not revoked through one's own organization", async () => {
    const mine = await aToken({});
    const otherId = await anOrganization();
    const other = await bearerOf((await aMember(otherId, "OWNER")).userId);
    const context = { params: Promise.resolve({ id: otherId, token_id: mine.id }) };
    expect((await one.DELETE(request("DELETE", other), context)).status).toBe(404);
    expect(await staff("event.read").admit(asking(mine.token))).toMatchObject({ userId: ownerId });
  });
});

test("a revoked token opens nothing from the next request on, and is gone from the list", async () => {
  const { token, id } = await aToken({});
  expect(await staff("event.read").admit(asking(token))).toMatchObject({ userId: ownerId });
  const revoke = () =>
    one.DELETE(request("DELETE", owner), { params: Promise.resolve({ id: organizationId, token_id: id }) });
  expect((await revoke()).status).toBe(204);
  expect(await staff("event.read").admit(asking(token))).toMatchObject({ refusal: { code: "unauthenticated" } });
  expect((await list()).data).toEqual([]);
  expect((await revoke()).status).toBe(404);
  expect(await lines()).toEqual([
    { actor: `user:${ownerId}`, action: "access_token.create", outcome: "ok" },
    { actor: `user:${ownerId}`, action: "access_token.revoke", outcome: "ok" },
  ]);
});

test("a request sent again with its key makes one token, and shows the same", async () => {
  const send = () => all.POST(request("POST", owner, aBody(), { "idempotency-key": "once" }), inOrganization());
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(await first.text()).toBe(await second.text());
  expect((await list()).data).toHaveLength(1);
});

function aBody(change: object = {}) {
  return { name: "A program", scopes: ["event.read"], ...change };
}

function make(bearer: string, change: object): Promise<Response> {
  return all.POST(request("POST", bearer, aBody(change)), inOrganization());
}

async function aToken(change: object): Promise<MadePersonalToken> {
  const response = await make(owner, change);
  const answer: unknown = await response.json();
  expect([response.status, answer]).toMatchObject([201, {}]);
  return madePersonalToken.parse(answer);
}

async function list() {
  return personalTokenList.parse(await (await all.GET(request("GET", owner), inOrganization())).json());
}

function inOrganization() {
  return { params: Promise.resolve({ id: organizationId }) };
}

async function bearerOf(userId: string, isTwoFactor = true): Promise<string> {
  return (await openTokenFamily(userId, { isTwoFactor, userAgent: "" })).access_token;
}

function asking(bearer: string): Request {
  return request("GET", bearer);
}

function request(method: string, bearer: string, body?: object, more: Record<string, string> = {}): Request {
  const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json", ...more };
  return new Request("http://localhost/api/x", { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

async function lines(): Promise<unknown[]> {
  return db().$queryRaw`
    SELECT actor, action, outcome FROM audit_log
    WHERE organization_id = ${organizationId}::uuid AND action LIKE 'access_token.%' ORDER BY id`;
}
