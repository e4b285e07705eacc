import { enqueue } from "#lib/platform/jobs/worker";
import { CODE_RESEND_MS } from "../sign-in/mail-code.ts";
import { hasMailCodeLapsingAfter, replaceMailCode } from "../sign-in/mail-code-store.ts";
import { hashResetToken, newResetToken, RESET_TTL_MS } from "./reset-link.ts";

/**
 * Mails a link that sets a new password. An address without an account takes the same steps, but the job sends nothing, so
 * neither answer nor time reveals who has an account. A repeated request within half a minute does nothing.
 */
export async function requestPasswordReset(input: { email: string; locale: string }): Promise<void> {
  const link = { purpose: "PASSWORD_RESET", email: input.email } as const;
  const justSent = new Date(Date.now() + RESET_TTL_MS - CODE_RESEND_MS);
  if (await hasMailCodeLapsingAfter(link, justSent)) return;
  const token = newResetToken();
  await replaceMailCode(link, hashResetToken(token), new Date(Date.now() + RESET_TTL_MS));
  await enqueue("send-password-reset", { email: input.email, token, locale: input.locale });
}
