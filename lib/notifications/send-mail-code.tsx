import { createHmac } from "node:crypto";
import { z } from "zod";
import { env } from "#lib/platform/env";
import { derivedKey } from "#lib/platform/ids";
import { email } from "#lib/platform/input";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { CodeMail } from "./templates/code-mail.tsx";

const payloadShape = z.object({ email, code: z.string().regex(/^\d{6}$/), locale: z.string().max(35) });

/** Sends the code to sign in with, once. Where it went out by SMTP, our record of it is emptied. */
export async function sendMailCode(payload: unknown): Promise<void> {
  const { email: recipient, code, locale } = payloadShape.parse(payload);
  const words = await mailWords(locale);
  const { html, text } = await renderMail(<CodeMail code={code} words={words} appUrl={env().APP_URL} />);
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
