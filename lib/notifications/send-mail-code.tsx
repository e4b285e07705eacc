import { createHmac } from "node:crypto";
import { z } from "zod";
import { env } from "#lib/platform/env";
import { derivedKey } from "#lib/platform/ids";
import { email } from "#lib/platform/input";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { CodeMail } from "./templates/code-mail.tsx";

const payloadShape = z.object({
  email,
  code: z.string().regex(/^\d{6}$/),
  /** The token of the link that signs in; a code for anything else has none. */
  link: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  locale: z.string().max(35),
});

/** Sends the code to sign in with, once. Where it went out by SMTP, our record of it is emptied. */
export async function sendMailCode(payload: unknown): Promise<void> {
  const { email: recipient, code, link, locale } = payloadShape.parse(payload);
  const words = await mailWords(locale);
  const appUrl = env().APP_URL.replace(/\/$/, "");
  const href = link && `${appUrl}/sign-in/link?token=${link}`;
  const { html, text } = await renderMail(<CodeMail code={code} href={href} words={words} appUrl={appUrl} />);
  // Keyed, so that the record does not give the code away to who tries all million of them.
  const fingerprint = createHmac("sha256", derivedKey("mail-code-dedupe"))
    .update(`${recipient}\0${code}`)
    .digest("base64url");
  await deliver({
    dedupeKey: `code:${fingerprint}`,
    template: "mail-code",
    recipient,
    subject: words.t("code.subject", { code }),
    html,
    text,
    isSecret: true,
  });
}
