import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization } from "#prisma/seed/builders";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { inviteMember, listInvitations, revokeInvitation } from "../invitations/invite-member.ts";
import { type Permission, ROLE_PERMISSIONS, type Role } from "../permissions.ts";
import { changeMemberRole } from "./change-member-role.ts";
import { listMembers } from "./list-members.ts";
import { leaveOrganization, removeMember } from "./remove-member.ts";

aDatabase();

let organizationId = "";
let owner: Staff;
beforeEach(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER");
});

const actions = async () =>
  (await db().auditEntry.findMany({ where: { organizationId }, orderBy: { id: "asc" } })).map(
    ({ action, outcome }) => `${action} ${outcome}`,
  );

describe("the roles of an organization", () => {
  it("an owner changes roles, effective from the next request, and each change is audited", async () => {
    const gate = await aMember(organizationId, "GATE");
    const change = { organizationId, userId: gate.userId, role: "MANAGER" } as const;
    expect(await changeMemberRole(owner, change)).toEqual({ ok: true });
    const listed = await listMembers(owner, organizationId);
    expect(listed.ok && listed.members.map(({ user_id, role }) => [user_id, role])).toEqual([
      [owner.userId, "owner"],
      [gate.userId, "manager"],
    ]);
    expect(await removeMember(owner, change)).toEqual({ ok: true });
    expect(await removeMember(owner, change)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await actions()).toEqual(["member.role ok", "member.remove ok"]);
  });

  it("the last owner can neither be demoted nor removed nor leave, and the attempt is audited", async () => {
    const lastOwner = { ok: false, refusal: { code: "last_owner" } };
    const self = { organizationId, userId: owner.userId };
    expect(await changeMemberRole(owner, { ...self, role: "MANAGER" })).toEqual(lastOwner);
    expect(await removeMember(owner, self)).toEqual(lastOwner);
    expect(await leaveOrganization(owner, organizationId)).toEqual(lastOwner);
    expect(await changeMemberRole(owner, { ...self, role: "OWNER" })).toEqual({ ok: true });
    expect(await actions()).toEqual([
      "member.role refused",
      "member.remove refused",
      "member.leave refused",
      "member.role ok",
    ]);
  });

  it("is not owned by those who have another role there, or are owners elsewhere", async () => {
    await aMember(organizationId, "MANAGER");
    const other = await anOrganization();
    await aMember(other, "OWNER");
    await db().membership.create({ data: { organizationId: other, userId: owner.userId, role: "OWNER" } });
    const self = { organizationId, userId: owner.userId };
    const lastOwner = { refusal: { code: "last_owner" } };
    expect(await changeMemberRole(owner, { ...self, role: "MANAGER" })).toMatchObject(lastOwner);
    expect(await leaveOrganization(owner, organizationId)).toMatchObject(lastOwner);
    await aMember(organizationId, "OWNER");
    expect(await leaveOrganization(owner, organizationId)).toEqual({ ok: true });
    expect(await db().membership.count({ where: { organizationId: other } })).toBe(2);
  });

  it("only owners make owners, whatever the table of permissions allows", async () => {
    const manager = await aMember(organizationId, "MANAGER");
    const gate = await aMember(organizationId, "GATE");
    for (const role of ["OWNER", "MANAGER"] as const) {
      const answer = await changeMemberRole(manager, { organizationId, userId: gate.userId, role });
      expect(answer).toMatchObject({ refusal: { code: "forbidden" } });
    }
    expect(await inviteMember(manager, { organizationId, email: "friend@example.com", role: "OWNER" })).toMatchObject({
      refusal: { code: "forbidden" },
    });
    expect(await actions()).toEqual([]);
  });

  it("a role that is allowed to manage members one day still gives none above itself", async () => {
    const table = ROLE_PERMISSIONS.MANAGER as unknown as Permission[];
    table.push("member.manage");
    onTestFinished(() => void table.pop());
    const manager = await aMember(organizationId, "MANAGER");
    const gate = await aMember(organizationId, "GATE");
    const invite = (role: Role) => inviteMember(manager, { organizationId, email: "friend@example.com", role });
    const change = (role: Role) => changeMemberRole(manager, { organizationId, userId: gate.userId, role });
    expect([await invite("OWNER"), await change("OWNER")]).toMatchObject([
      { refusal: { code: "forbidden" } },
      { refusal: { code: "forbidden" } },
    ]);
    expect(await db().invitation.count({ where: { organizationId } })).toBe(0);
    expect([await invite("MANAGER"), await change("MANAGER")]).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it("a token with member.manage makes no owner, and changes, invites and removes none", async () => {
    const second = await aMember(organizationId, "OWNER");
    const gate = await aMember(organizationId, "GATE");
    const scopes = ["member.manage", "event.read", "ticket.scan"];
    const token: Staff = { ...owner, keys: ["token:1"], scopes, onlyFor: organizationId };
    const forbidden = { ok: false, refusal: { code: "forbidden" } };
    const invited = await inviteMember(owner, { organizationId, email: "owner@example.com", role: "OWNER" });
    if (!invited.ok) throw new Error("the owner may invite an owner");
    const toGate = (userId: string, role: Role) => changeMemberRole(token, { organizationId, userId, role });
    expect(await toGate(gate.userId, "OWNER")).toEqual(forbidden);
    expect(await toGate(gate.userId, "BOX_OFFICE")).toEqual(forbidden);
    expect(await toGate(second.userId, "GATE")).toEqual(forbidden);
    expect(await removeMember(token, { organizationId, userId: second.userId })).toEqual(forbidden);
    expect(await inviteMember(token, { organizationId, email: "new@example.com", role: "OWNER" })).toEqual(forbidden);
    expect(await inviteMember(token, { organizationId, email: "owner@example.com", role: "GATE" })).toEqual(forbidden);
    expect(await revokeInvitation(token, { organizationId, id: invited.invitation.id })).toEqual(forbidden);
    const left = await db().membership.findMany({ where: { organizationId }, orderBy: { role: "asc" } });
    expect(left.map(({ role }) => role)).toEqual(["OWNER", "OWNER", "GATE"]);
    expect(await db().invitation.count({ where: { organizationId, role: "OWNER", revokedAt: null } })).toBe(1);
    expect(await inviteMember(token, { organizationId, email: "g@example.com", role: "GATE" })).toMatchObject({
      ok: true,
    });
    expect(await removeMember(token, { organizationId, userId: gate.userId })).toEqual({ ok: true });
  });

  it("a removal and a revocation touch the one they name, and only an owner makes them", async () => {
    const [leaving, staying] = [await aMember(organizationId, "GATE"), await aMember(organizationId, "MANAGER")];
    const ids = await Promise.all(
      ["one@example.com", "two@example.com"].map(async (email) => {
        const invited = await inviteMember(owner, { organizationId, email, role: "GATE" });
        return invited.ok ? invited.invitation.id : "";
      }),
    );
    const [first = "", second = ""] = ids;
    const open = async () =>
      (await db().invitation.findMany({ where: { organizationId, revokedAt: null } })).map(({ id }) => id).toSorted();
    const forbidden = { refusal: { code: "forbidden" } };
    expect(await revokeInvitation(staying, { organizationId, id: first })).toMatchObject(forbidden);
    expect(await removeMember(staying, { organizationId, userId: leaving.userId })).toMatchObject(forbidden);
    expect(await open()).toEqual(ids.toSorted());
    expect(await revokeInvitation(owner, { organizationId, id: first })).toEqual({ ok: true });
    expect(await open()).toEqual([second]);
    await db().invitation.update({ where: { id: second }, data: { acceptedAt: new Date() } });
    expect(await revokeInvitation(owner, { organizationId, id: second })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect(await removeMember(owner, { organizationId, userId: leaving.userId })).toEqual({ ok: true });
    const left = await db().membership.findMany({ where: { organizationId } });
    expect(left.map(({ userId }) => userId).toSorted()).toEqual([owner.userId, staying.userId].toSorted());
  });

  it("another organization looks as if it did not exist", async () => {
    const stranger = await aMember(await anOrganization(), "OWNER");
    const missing = "01930000-0000-7000-8000-000000000000";
    const userId = owner.userId;
    for (const id of [organizationId, missing]) {
      const answers = [
        await listMembers(stranger, id),
        await listInvitations(stranger, id),
        await inviteMember(stranger, { organizationId: id, email: "me@example.com", role: "GATE" }),
        await changeMemberRole(stranger, { organizationId: id, userId, role: "GATE" }),
        await removeMember(stranger, { organizationId: id, userId }),
        await revokeInvitation(stranger, { organizationId: id, id: missing }),
        await leaveOrganization(stranger, id),
        await findOrganization(stranger, { id }, "event.read"),
      ];
      for (const answer of answers) expect(answer).toEqual({ ok: false, refusal: { code: "not_found" } });
    }
  });

  it("a removed member loses the tokens created there and keeps those elsewhere", async () => {
    const manager = await aMember(organizationId, "MANAGER");
    const other = await anOrganization();
    for (const id of [organizationId, other]) {
      const token = { organizationId: id, userId: manager.userId, name: "x", tokenHash: id, hint: "x", scopes: [] };
      await db().accessToken.create({ data: token });
    }
    await removeMember(owner, { organizationId, userId: manager.userId });
    const tokens = await db().accessToken.findMany({ where: { userId: manager.userId } });
    expect(tokens.filter(({ revokedAt }) => revokedAt === null).map((token) => token.organizationId)).toEqual([other]);
  });

  it("a removal leaves the tokens of other members alone, and those that were revoked before", async () => {
    const [leaving, staying] = [await aMember(organizationId, "MANAGER"), await aMember(organizationId, "MANAGER")];
    const revokedAt = new Date("2026-01-01T00:00:00Z");
    const token = (of: Staff, tokenHash: string) => ({
      ...{ organizationId, userId: of.userId, name: tokenHash, tokenHash, hint: "x", scopes: [] },
    });
    await db().accessToken.createMany({
      data: [
        token(leaving, `live-${organizationId}`),
        { ...token(leaving, `old-${organizationId}`), revokedAt },
        token(staying, `kept-${organizationId}`),
      ],
    });
    expect(await removeMember(owner, { organizationId, userId: leaving.userId })).toEqual({ ok: true });
    const tokens = await db().accessToken.findMany({ where: { organizationId }, orderBy: { name: "asc" } });
    expect(tokens.map((each) => each.revokedAt)).toEqual([null, expect.any(Date), revokedAt]);
  });
});
