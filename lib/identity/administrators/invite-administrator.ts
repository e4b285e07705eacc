import { audit } from "#lib/audit/audit";
import { env } from "#lib/platform/env";
import { enqueue } from "#lib/platform/jobs/worker";
import { issueMailCode } from "../sign-in/mail-code-store.ts";
import { ADMINISTRATOR_LINK_MS, hashAdministratorToken, newAdministratorToken } from "./administrator-link.ts";
import { deletePendingLinks, findCandidate, findPendingLink } from "./administrator-store.ts";

/** How an address stands after an operator of the installation named it as an administrator. */
export type AdministratorInvited =
  | { outcome: "invited"; href: string; expires: Date }
  /** An earlier link of the address is still good, and was not to be replaced. */
  | { outcome: "pending"; expires: Date }
  /** The person is an administrator already: nothing changes. */
  | { outcome: "already" }
  /** The account is disabled, or its address was never proven: a stranger who registered it would be granted the platform. */
  | { outcome: "disabled" | "unproven" };

/**
 * Makes a one-time link that makes the person of the address an administrator, for the operator of the installation: the
 * address is their word, never a visitor's. The link lapses after a day and is mailed as well. Until it is used nothing is granted
 * and no account is made, so that it may be asked for any number of times.
 */
export async function inviteAdministrator(
  email: string,
  { renew }: { renew: "always" | "when lapsed" },
): Promise<AdministratorInvited> {
  const candidate = await findCandidate(email);
  if (candidate?.disabledAt) return { outcome: "disabled" };
  if (candidate?.role === "ADMIN") return { outcome: "already" };
  if (candidate && !candidate.emailVerified) return { outcome: "unproven" };
  const pending = await findPendingLink(email);
  if (pending && renew === "when lapsed") return { outcome: "pending", expires: pending };
  await deletePendingLinks(email);
  const token = newAdministratorToken();
  const expires = new Date(Date.now() + ADMINISTRATOR_LINK_MS);
  await issueMailCode({ purpose: "ADMINISTRATOR", email }, { tokenHash: hashAdministratorToken(token), expires });
  const subject = candidate ? `user:${candidate.id}` : "platform";
  await audit({ actor: "system", action: "administrator.invite", subject, outcome: "ok" });
  await enqueue("send-administrator-link", { email, token, locale: candidate?.locale ?? "en" });
  return { outcome: "invited", href: administratorHref(token), expires };
}

/** The address at which the link is used. */
export function administratorHref(token: string): string {
  return `${env().APP_URL.replace(/\/$/, "")}/sign-in/administrator?token=${token}`;
}
