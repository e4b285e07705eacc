import { enqueue } from "#lib/platform/jobs/worker";
import { CODE_RESEND_MS, CODE_TTL_MS, hashMailCode, newMailCode } from "./mail-code.ts";
import { hasMailCodeLapsingAfter, replaceMailCode } from "./mail-code-store.ts";

/**
 * Mails a code that signs the owner of the address in. It is sent with or without an account, so the answer does not reveal
 * who has one. A repeated request within half a minute sends nothing and gets the same answer.
 */
export async function sendMailCode(input: { email: string; locale: string }): Promise<void> {
  const { email, locale } = input;
  const what = { purpose: "SIGN_IN", email } as const;
  const justSent = new Date(Date.now() + CODE_TTL_MS - CODE_RESEND_MS);
  if (await hasMailCodeLapsingAfter(what, justSent)) return;
  const code = newMailCode();
  await replaceMailCode(what, hashMailCode(what, code), new Date(Date.now() + CODE_TTL_MS));
  await enqueue("send-mail-code", { email, code, locale });
}
