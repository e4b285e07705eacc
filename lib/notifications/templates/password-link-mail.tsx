import { Text } from "@react-email/components";
import type { MailWords } from "../mail-words.ts";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

/** A one-time link behind which a password is chosen: a forgotten one's, or an administrator's first. */
export function PasswordLinkMail(props: {
  about: "reset" | "administrator";
  href: string;
  words: MailWords;
  appUrl: string;
}) {
  const { about, href, words, appUrl } = props;
  const { t } = words;
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={t(`${about}.preview`)}
      title={t(`${about}.title`)}
      footer={t("footer")}
    >
      <Text style={look.text}>{t(`${about}.intro`)}</Text>
      <MailButton href={href}>{t(`${about}.button`)}</MailButton>
      <Text style={look.small}>{t(`${about}.ignore`)}</Text>
    </MailFrame>
  );
}
