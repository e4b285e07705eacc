import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization, aUser } from "#prisma/seed/builders";
import type { Staff } from "../authority.ts";
import { acceptInvitation, readInvitation } from "./accept-invitation.ts";
import { readInvitationMail } from "./invitation-mail.ts";
import { inviteMember, listInvitations, revokeInvitation } from "./invite-member.ts";

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

  it("admits no one after its sender left, was demoted or was disabled", async () => {
    const other = await aMember(organizationId, "OWNER");
    const ends = [
      () => db().membership.deleteMany({ where: { userId: owner.userId } }),
      () => db().membership.updateMany({ where: { userId: owner.userId }, data: { role: "MANAGER" } }),
      () => db().user.updateMany({ where: { id: owner.userId }, data: { disabledAt: new Date() } }),
    ];
    for (const end of ends) {
      owner = await aMember(organizationId, "OWNER");
      const { userId, email } = await aUser();
      await invite(email);
      const token = await mailedToken();
      await end();
      expect(await acceptInvitation(userId, token)).toMatchObject({ refusal: { code: "not_found" } });
      expect(await db().membership.count({ where: { userId } })).toBe(0);
      // A present owner invites the same address again, with a link that counts.
      await db().invitation.updateMany({ where: { email }, data: { createdAt: anHourAgo() } });
      await inviteMember(other, { organizationId, email, role: "GATE" });
      expect(await acceptInvitation(userId, await mailedToken())).toMatchObject({ ok: true });
    }
  });

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

  it("that was accepted or revoked is neither shown, listed, mailed nor renewed", async () => {
    const { userId, email } = await aUser();
    const other = await aUser();
    await invite(other.email);
    for (const spent of [{ acceptedAt: new Date() }, { revokedAt: new Date() }]) {
      expect((await invite(email)).ok).toBe(true);
      const token = await mailedToken();
      expect(await readInvitation(token)).toBeDefined();
      await db().invitation.updateMany({
        where: { organizationId, email },
        data: { ...spent, createdAt: anHourAgo() },
      });
      expect([await readInvitation(token), await mailedToken()]).toEqual([undefined, ""]);
      expect((await acceptInvitation(userId, token)).ok).toBe(false);
      const open = await listInvitations(owner, organizationId);
      expect(open.ok && open.invitations.map((each) => each.email)).toEqual([other.email]);
    }
    await invite(email);
    const invitations = await db().invitation.findMany({ where: { organizationId, email } });
    const open = invitations.filter(({ acceptedAt, revokedAt }) => acceptedAt === null && revokedAt === null);
    expect([invitations.length, open.length]).toEqual([3, 1]);
  });

  it("renews none of another address or another organization", async () => {
    const { email } = await aUser();
    const elsewhere = await aMember(await anOrganization(), "OWNER");
    const there = elsewhere.roles[0]?.organizationId ?? "";
    await inviteMember(elsewhere, { organizationId: there, email, role: "GATE" });
    await invite("first@example.com");
    await db().invitation.updateMany({ data: { createdAt: anHourAgo() } });
    const before = await db().invitation.findMany({ orderBy: { id: "asc" } });
    expect((await invite(email)).ok).toBe(true);
    const ids = before.map(({ id }) => id);
    expect(await db().invitation.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } })).toEqual(before);
    const seen = await listInvitations(elsewhere, there);
    expect(seen.ok && seen.invitations).toHaveLength(1);
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
