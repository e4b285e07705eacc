import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization, aUser } from "#prisma/seed/builders";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { acceptInvitation, readInvitation } from "../invitations/accept-invitation.ts";
import { readInvitationMail } from "../invitations/invitation-mail.ts";
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
});

describe("an invitation", () => {
  /** The link's token from the mail's job. */
  async function mailedToken(): Promise<string> {
    const jobs = await db().$queryRaw<{ payload: { invitationId: string; token: string } }[]>`
      SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = 'send-invitation-mail' ORDER BY j.id DESC LIMIT 1`;
    const payload = jobs[0]?.payload;
    return (payload && (await readInvitationMail(payload))?.token) ?? "";
  }

  const invite = (email: string) => inviteMember(owner, { organizationId, email, role: "BOX_OFFICE" });
  const anHourAgo = () => new Date(Date.now() - 3_600_000);

  it("admits the owner of the mailbox once, in the role it names", async () => {
    const { userId, email } = await aUser();
    expect(await invite(email.toUpperCase())).toMatchObject({ ok: true, invitation: { role: "box_office" } });
    const token = await mailedToken();
    expect(await readInvitation(token)).toMatchObject({ role: "BOX_OFFICE", organizationName: "Sala Norte" });
    const answers = await Promise.all(Array.from({ length: 8 }, () => acceptInvitation(userId, token)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().membership.findMany({ where: { organizationId, userId } })).toMatchObject([
      { role: "BOX_OFFICE" },
    ]);
    expect(await actions()).toEqual(["member.invite ok", "member.join ok"]);
  });

  it("is refused to another or unverified mail, a disabled person, a guess, and after seven days", async () => {
    const { userId, email } = await aUser();
    const other = await aUser();
    await invite(email);
    const token = await mailedToken();
    const refused = { ok: false, refusal: { code: "not_found" } };
    expect(await acceptInvitation(other.userId, token)).toEqual(refused);
    expect(await acceptInvitation(userId, `${token.slice(0, -1)}~`)).toEqual(refused);
    await db().user.update({ where: { id: userId }, data: { emailVerified: null } });
    expect(await acceptInvitation(userId, token)).toEqual(refused);
    await db().user.update({ where: { id: userId }, data: { emailVerified: new Date(), disabledAt: new Date() } });
    expect(await acceptInvitation(userId, token)).toEqual(refused);
    await db().user.update({ where: { id: userId }, data: { disabledAt: null } });
    const { expiresAt } = await db().invitation.findFirstOrThrow({ where: { organizationId } });
    expect(Math.round((expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(7);
    await db().invitation.updateMany({ where: { organizationId }, data: { expiresAt: new Date() } });
    expect(await readInvitation(token)).toBeUndefined();
    expect(await acceptInvitation(userId, token)).toEqual(refused);
  });

  it("is unique for an address: sent again its old link is invalid, and within a minute nothing is sent", async () => {
    const { userId, email } = await aUser();
    await invite(email);
    const first = await mailedToken();
    await invite(email);
    expect(await mailedToken()).toBe(first);
    await db().invitation.updateMany({ where: { organizationId }, data: { createdAt: anHourAgo() } });
    await invite(email);
    const second = await mailedToken();
    expect(second).not.toBe(first);
    expect((await acceptInvitation(userId, first)).ok).toBe(false);
    const open = await listInvitations(owner, organizationId);
    expect(open.ok && open.invitations).toHaveLength(1);
    expect((await acceptInvitation(userId, second)).ok).toBe(true);
    expect(await invite(email)).toMatchObject({ refusal: { code: "already_member" } });
  });

  it("that was revoked stops working, and its mail is not sent", async () => {
    const { userId, email } = await aUser();
    const invited = await invite(email);
    const token = await mailedToken();
    const id = invited.ok ? invited.invitation.id : "";
    expect(await revokeInvitation(owner, { organizationId, id })).toEqual({ ok: true });
    expect(await revokeInvitation(owner, { organizationId, id })).toMatchObject({ refusal: { code: "not_found" } });
    expect(await mailedToken()).toBe("");
    expect((await acceptInvitation(userId, token)).ok).toBe(false);
  });

  it("is stored only as a hash, in the table and in the job", async () => {
    await invite("friend@example.com");
    const token = await mailedToken();
    const rows = await db().$queryRaw<{ all: string }[]>`
      SELECT (SELECT string_agg(i::text, ' ') FROM invitations i) || (SELECT string_agg(j::text, ' ') FROM graphile_worker._private_jobs j) AS all`;
    expect(token).toHaveLength(43);
    expect(rows[0]?.all).not.toContain(token);
  });
});
