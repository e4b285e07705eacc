import { createHash } from "node:crypto";
import { z } from "zod";
import { administratorHref } from "#lib/identity/administrators/invite-administrator";
import { hasAccount } from "#lib/identity/queries";
import { env } from "#lib/platform/env";
import { email } from "#lib/platform/input";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { PasswordLinkMail } from "./templates/password-link-mail.tsx";

const payloadShape = z.object({ email, token: z.string().regex(/^[\w-]{43}$/), locale: z.string().max(35) });
type Payload = z.output<typeof payloadShape>;

/** Sends the link to a new password, once, to an address that has an account; to any other nothing. */
export async function sendPasswordReset(payload: unknown): Promise<void> {
  const link = payloadShape.parse(payload);
  if (!(await hasAccount(link.email))) return;
  await send("reset", link, `${appUrl()}/reset-password?token=${link.token}`);
}

/** Sends the link that makes an administrator, once. The address was named by an operator of the installation. */
export async function sendAdministratorLink(payload: unknown): Promise<void> {
  const link = payloadShape.parse(payload);
  await send("administrator", link, administratorHref(link.token));
}

async function send(about: "reset" | "administrator", { email: recipient, token, locale }: Payload, href: string) {
  const words = await mailWords(locale);
  const mail = <PasswordLinkMail about={about} href={href} words={words} appUrl={appUrl()} />;
  const { html, text } = await renderMail(mail);
  await deliver({
    dedupeKey: `${about}:${createHash("sha256").update(token).digest("base64url")}`,
    template: about,
    recipient,
    subject: words.t(`${about}.subject`),
    html,
    text,
    isSecret: true,
  });
}

function appUrl(): string {
  return env().APP_URL.replace(/\/$/, "");
}
