import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { enqueue } from "#lib/platform/jobs/worker";
import { refuse } from "../refusals.ts";
import { claimEmail } from "../store.ts";
import { CODE_RESEND_MS, CODE_TTL_MS, hashMailCode, newMailCode } from "./mail-code.ts";
import { issueMailCode } from "./mail-code-store.ts";
import { proveMailCode } from "./prove-mail-code.ts";
import { isFreshProof } from "./session-rules.ts";
import type { SessionUser } from "./session-store.ts";

/**
 * Moves the account to another mailbox that a code has proven, notifies the old one, and ends all other sessions. Orders bought as a guest with the new
 * address join the account. Refuses `proof_required` unless the person confirmed their identity within fifteen minutes,
 * `code_wrong`, and `mail_taken` when the address has an account, which only its owner can learn here.
 */
export async function changeEmail(
  person: SessionUser,
  { email, code, sessionToken }: { email: string; code: string; sessionToken: string },
): Promise<{ ok: true } | Refused<"code_wrong" | "mail_taken" | "proof_required">> {
  if (!isFreshProof(person.provenAt)) return refuse("proof_required");
  if (!(await proveMailCode(changeOf(person, email), code))) return refuse("code_wrong");
  const outcome = await claimEmail(person.userId, { from: person.email, to: email, sessionToken });
  const who = `user:${person.userId}`;
  await audit({ actor: who, action: "email.change", subject: who, outcome });
  if (outcome === "changed") return { ok: true };
  return refuse(outcome === "taken" ? "mail_taken" : "code_wrong");
}

/** Mails a code to the new address, which cannot be used to sign in. Refuses `proof_required`. */
export async function sendChangeCode(
  person: SessionUser,
  { email, locale }: { email: string; locale: string },
): Promise<{ ok: true } | Refused<"proof_required">> {
  if (!isFreshProof(person.provenAt)) return refuse("proof_required");
  const what = changeOf(person, email);
  const [code, now] = [newMailCode(), Date.now()];
  const isIssued = await issueMailCode(what, {
    tokenHash: hashMailCode(what, code),
    expires: new Date(now + CODE_TTL_MS),
    justSent: new Date(now + CODE_TTL_MS - CODE_RESEND_MS),
  });
  if (isIssued) await enqueue("send-mail-code", { email, code, locale });
  return { ok: true };
}

/** The purpose of the code: valid for this person and this address only. */
function changeOf({ userId }: SessionUser, email: string) {
  return { purpose: "EMAIL_CHANGE", email, userId } as const;
}
