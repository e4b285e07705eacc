import { z } from "zod";
import { readInvitationMail } from "#lib/organizations/invitations/invitation-mail";
import { env } from "#lib/platform/env";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { InvitationMail } from "./templates/invitation-mail.tsx";

const payloadShape = z.object({ invitationId: z.uuid(), token: z.string().max(500) });

/** Mails the link of an invitation, once. Sends nothing when it was revoked or renewed meanwhile. */
export async function sendInvitationMail(payload: unknown): Promise<void> {
  const invitation = await readInvitationMail(payloadShape.parse(payload));
  if (!invitation) return;
  const words = await mailWords(invitation.locale);
  const { html, text } = await renderMail(
    <InvitationMail invitation={invitation} words={words} appUrl={env().APP_URL} />,
  );
  await deliver({
    dedupeKey: `invitation:${invitation.tokenHash}`,
    template: "mail-invitation",
    recipient: invitation.email,
    subject: words.t("invitation.subject", { organization: invitation.organizationName }),
    html,
    text,
    isSecret: true,
  });
}
