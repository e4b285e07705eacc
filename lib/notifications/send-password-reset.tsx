import { createHash } from "node:crypto";
import { z } from "zod";
import { hasAccount } from "#lib/identity/queries";
import { env } from "#lib/platform/env";
import { email } from "#lib/platform/input";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { ResetMail } from "./templates/reset-mail.tsx";

const payloadShape = z.object({ email, token: z.string().regex(/^[\w-]{43}$/), locale: z.string().max(35) });

/** Sends the link to a new password, once, to an address that has an account; to any other nothing. */
export async function sendPasswordReset(payload: unknown): Promise<void> {
  const { email: recipient, token, locale } = payloadShape.parse(payload);
  if (!(await hasAccount(recipient))) return;
  const words = await mailWords(locale);
  const appUrl = env().APP_URL.replace(/\/$/, "");
  const mail = <ResetMail href={`${appUrl}/reset-password?token=${token}`} words={words} appUrl={appUrl} />;
  const { html, text } = await renderMail(mail);
  await deliver({
    dedupeKey: `reset:${createHash("sha256").update(token).digest("base64url")}`,
    template: "reset",
    recipient,
    subject: words.t("reset.subject"),
    html,
    text,
    isSecret: true,
  });
}
