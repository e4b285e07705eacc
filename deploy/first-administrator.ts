import type { AdministratorInvited } from "#lib/identity/administrators/invite-administrator";
import { env } from "#lib/platform/env";

/**
 * What a start says about the installation's administrator: nothing when there is one. Without one it makes ADMIN_EMAIL a
 * one-time link, or says how to make one. A start while that link is still good makes no other.
 */
export async function firstAdministrator(): Promise<string[]> {
  const { hasAdministrator } = await import("#lib/identity/administrators/administrator-store");
  if (await hasAdministrator()) return [];
  const { ADMIN_EMAIL: email } = env();
  if (!email) return ["There is no administrator yet, so nobody can sell: npm run admin:create -- you@example.org"];
  const { inviteAdministrator } = await import("#lib/identity/administrators/invite-administrator");
  return invitedWords(email, await inviteAdministrator(email, { renew: "when lapsed" }));
}

/** What became of an address that is to be an administrator's, in lines for the operator. */
export function invitedWords(email: string, invited: AdministratorInvited): string[] {
  switch (invited.outcome) {
    case "invited": {
      const isMailed = env().SMTP_URL !== undefined;
      return [
        `${email} becomes the administrator with this link, once, until ${invited.expires.toISOString()}:`,
        invited.href,
        ...(isMailed ? ["It is mailed there as well."] : []),
      ];
    }
    case "pending":
      return [
        `There is no administrator yet: ${email} has a link until ${invited.expires.toISOString()}.`,
        `Another one: npm run admin:create -- ${email}`,
      ];
    case "already":
      return [`${email} is an administrator already: nothing was changed.`];
    case "disabled":
      return [`The account of ${email} is disabled and becomes no administrator.`];
    case "unproven":
      return [
        `The account of ${email} was registered without proof of that address and becomes no administrator: sign in with a code by mail first, which proves it.`,
      ];
  }
}
