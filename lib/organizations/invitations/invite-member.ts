import { createHash, randomBytes } from "node:crypto";
import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { enqueue } from "#lib/platform/jobs/worker";
import { seal } from "#lib/platform/seal";
import type { Staff } from "../authority.ts";
import { type InvitationWire, roleWord } from "../contract.ts";
import { findOrganization } from "../find-organization.ts";
import { mayGiveRole } from "../members/give-role.ts";
import type { Role } from "../permissions.ts";
import { refuse } from "../refusals.ts";
import { claimInvitation, claimRevocation, type InvitationRow, listOpenInvitations } from "./invitation-store.ts";

const DAYS = 7;

/** The stored hash of an invitation's link. */
export function hashInvitation(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/**
 * Invites a person by mail, with a link that works once, for seven days, and only for the owner of the address. Inviting the
 * same address again renews the open invitation and mails it, at most once a minute. Refuses `already_member` when the address
 * belongs to a member, `forbidden` for a role above the inviter's own, also where the open invitation gives one, `not_found`
 * when they do not belong to it.
 */
export async function inviteMember(
  person: Staff,
  wanted: { organizationId: string; email: string; role: Role },
): Promise<{ ok: true; invitation: InvitationWire } | Refused<"not_found" | "forbidden" | "already_member">> {
  const { organizationId, email, role } = wanted;
  const may = await findOrganization(person, { id: organizationId }, "member.manage");
  if (!may.ok) return may;
  const mayGive = (each: Role) => mayGiveRole(person, organizationId, each);
  if (!mayGive(role)) return refuse("forbidden");
  const token = randomBytes(32).toString("base64url");
  const tokenHash = hashInvitation(token);
  const expiresAt = new Date(Date.now() + DAYS * 24 * 3_600_000);
  const claimed = await claimInvitation({ ...wanted, tokenHash, invitedBy: person.userId, expiresAt }, mayGive);
  if (claimed.kind === "above") return refuse("forbidden");
  if (claimed.kind === "member") return refuse("already_member");
  if (claimed.isNewLink) {
    await enqueue("send-invitation-mail", { invitationId: claimed.row.id, token: seal("invitation-mail", token) });
  }
  await audit({
    actor: `user:${person.userId}`,
    action: "member.invite",
    subject: `invitation:${claimed.row.id}`,
    outcome: claimed.isNewLink ? "ok" : "just_sent",
    organizationId,
    detail: { role },
  });
  return { ok: true, invitation: invitationOnWire({ ...claimed.row, email }) };
}

/** The open invitations, including lapsed ones. */
export async function listInvitations(
  person: Staff,
  organizationId: string,
): Promise<{ ok: true; invitations: InvitationWire[] } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "member.manage");
  return may.ok ? { ok: true, invitations: (await listOpenInvitations(organizationId)).map(invitationOnWire) } : may;
}

/** Revokes an open invitation, whose link stops working. */
export async function revokeInvitation(
  person: Staff,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "member.manage");
  if (!may.ok) return may;
  const revoked = await claimRevocation({ organizationId, id }, (role) => mayGiveRole(person, organizationId, role));
  if (revoked !== "done") return refuse(revoked === "missing" ? "not_found" : "forbidden");
  const subject = `invitation:${id}`;
  await audit({ actor: `user:${person.userId}`, action: "invitation.revoke", subject, outcome: "ok", organizationId });
  return { ok: true };
}

function invitationOnWire({ id, email, role, createdAt, expiresAt }: InvitationRow): InvitationWire {
  return {
    id,
    email,
    role: roleWord(role),
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  };
}
