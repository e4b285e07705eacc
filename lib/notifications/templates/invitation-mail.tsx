import { Text } from "@react-email/components";
import type { InvitationMailRow } from "#lib/organizations/invitations/invitation-store";
import { isPlainName } from "../greeting.ts";
import type { MailWords } from "../mail-words.ts";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

/** The mail with an invitation to an organization. */
export function InvitationMail(props: {
  invitation: InvitationMailRow & { token: string };
  words: MailWords;
  appUrl: string;
}) {
  const { invitation, words, appUrl } = props;
  const { t } = words;
  const said = {
    organization: invitation.organizationName,
    role: t(`invitation.roles.${invitation.role}`),
    until: words.date(invitation.expiresAt.toISOString(), "UTC"),
  };
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={t("invitation.preview", said)}
      title={t("invitation.title", said)}
      footer={t("invitation.footer", said)}
    >
      <Text style={look.text}>
        {invitation.inviterName === null || !isPlainName(invitation.inviterName)
          ? t("invitation.introUnnamed", said)
          : t("invitation.intro", { ...said, inviter: invitation.inviterName })}
      </Text>
      <MailButton href={`${appUrl}/invitations/${invitation.token}`}>{t("invitation.accept")}</MailButton>
      <Text style={look.small}>{t("invitation.until", said)}</Text>
      <Text style={look.small}>{t("invitation.ignore")}</Text>
    </MailFrame>
  );
}
