import { enqueue } from "#lib/platform/jobs/worker";
import { CODE_RESEND_MS } from "../sign-in/mail-code.ts";
import { issueMailCode } from "../sign-in/mail-code-store.ts";
import { hashResetToken, newResetToken, RESET_TTL_MS } from "./reset-link.ts";

/**
 * Mails a link that sets a new password. An address without an account takes the same steps, but the job sends nothing, so
 * neither answer nor time reveals who has an account. A repeated request within half a minute does nothing, and none ends the
 * links that were mailed before.
 */
export async function requestPasswordReset(input: { email: string; locale: string }): Promise<void> {
  const link = { purpose: "PASSWORD_RESET", email: input.email } as const;
  const [token, now] = [newResetToken(), Date.now()];
  const isIssued = await issueMailCode(link, {
    tokenHash: hashResetToken(token),
    expires: new Date(now + RESET_TTL_MS),
    justSent: new Date(now + RESET_TTL_MS - CODE_RESEND_MS),
  });
  if (isIssued) await enqueue("send-password-reset", { email: input.email, token, locale: input.locale });
}
