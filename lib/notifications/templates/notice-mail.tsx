import { Text } from "@react-email/components";
import type { MailWords } from "../mail-words.ts";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

export const NOTICES = [
  "locked",
  "new_sign_in",
  "password_changed",
  "email_changed",
  "two_factor_changed",
  "passkey_added",
  "passkey_removed",
  "token_reused",
] as const;
export type NoticeKind = (typeof NOTICES)[number];

/** A notice about a change of the account, with advice if another person made it. */
export function NoticeMail(props: { kind: NoticeKind; at: string; words: MailWords; appUrl: string }) {
  const { kind, words, appUrl } = props;
  const { t } = words;
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={t("notice.preview")}
      title={t(`notice.${kind}.title`)}
      footer={t("footer")}
    >
      <Text style={look.text}>{t(`notice.${kind}.text`)}</Text>
      <Text style={look.text}>{t("notice.when", { at: words.date(props.at, "UTC") })}</Text>
      <MailButton href={`${appUrl}/account/security`}>{t("notice.button")}</MailButton>
      <Text style={look.small}>{t("notice.notYou")}</Text>
    </MailFrame>
  );
}
