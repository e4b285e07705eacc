import type { Administrator } from "#lib/identity/identify";
import { readableCode, uuidv7 } from "#lib/platform/ids";
import { slugOf } from "#lib/platform/slug";
import { inviteMember } from "../invitations/invite-member.ts";
import { appendOrganization } from "./administration-store.ts";

const SLUG_WORDS_MAX = 80;

/**
 * Makes an organization, and invites its owner by mail where an address is given. It has no member until the invitation is accepted;
 * its administrator may invite again from its page of members.
 */
export async function createOrganization(
  administrator: Administrator,
  { name, ownerEmail }: { name: string; ownerEmail?: string | undefined },
): Promise<{ id: string; slug: string }> {
  const slug = `${slugOf(name, SLUG_WORDS_MAX) || "organization"}-${readableCode(6).toLowerCase()}`;
  const id = uuidv7();
  const line = { actor: `user:${administrator.userId}`, action: "organization.create", subject: `organization:${id}` };
  await appendOrganization({ id, name, slug }, { ...line, outcome: "ok", organizationId: id });
  if (ownerEmail) {
    const wanted = { organizationId: id, email: ownerEmail, role: "OWNER" } as const;
    await inviteMember({ ...administrator, roles: [] }, wanted);
  }
  return { id, slug };
}
