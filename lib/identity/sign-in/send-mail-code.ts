import { enqueue } from "#lib/platform/jobs/worker";
import { CODE_RESEND_MS, CODE_TTL_MS, hashMailCode, newMailCode } from "./mail-code.ts";
import { issueMailCode } from "./mail-code-store.ts";
import { hashSignInLink, LINK_TTL_MS, newSignInLink } from "./sign-in-link.ts";

/**
 * Mails a code that signs the owner of the address in, and a link that does the same. It is sent with or without an account, so
 * the answer does not reveal who has one. A repeated request within half a minute, or at the same moment, sends nothing and gets
 * the same answer. Strangers can use a code up by guessing and by asking for others; the link stays the owner's way in.
 */
export async function sendMailCode(input: { email: string; locale: string }): Promise<void> {
  const { email, locale } = input;
  const what = { purpose: "SIGN_IN", email } as const;
  const [code, link, now] = [newMailCode(), newSignInLink(), Date.now()];
  const isIssued = await issueMailCode(what, {
    tokenHash: hashMailCode(what, code),
    expires: new Date(now + CODE_TTL_MS),
    justSent: new Date(now + CODE_TTL_MS - CODE_RESEND_MS),
    link: { tokenHash: hashSignInLink(link), expires: new Date(now + LINK_TTL_MS) },
  });
  if (isIssued) await enqueue("send-mail-code", { email, code, link, locale });
}
