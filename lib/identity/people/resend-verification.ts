import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import type { Administrator } from "../identify.ts";
import { mailboxOf } from "../queries.ts";
import { refuse } from "../refusals.ts";
import { sendMailCode } from "../sign-in/send-mail-code.ts";
import { findPersonRow } from "./people-store.ts";

/**
 * Mails a person whose address is not proven a code and a link; using either signs them in and proves it. Refuses `not_found` for an
 * unknown, erased or disabled person, `forbidden` for oneself, and `already_verified`.
 */
export async function resendVerification(
  administrator: Administrator,
  userId: string,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "already_verified">> {
  if (userId === administrator.userId) return refuse("forbidden");
  const [row, mailbox] = await Promise.all([findPersonRow(userId), mailboxOf(userId)]);
  if (!row || !mailbox || row.disabledAt) return refuse("not_found");
  if (row.emailVerified) return refuse("already_verified");
  await sendMailCode(mailbox);
  const actor = `user:${administrator.userId}`;
  await audit({ actor, action: "person.resend_verification", subject: `user:${userId}`, outcome: "ok" });
  return { ok: true };
}
