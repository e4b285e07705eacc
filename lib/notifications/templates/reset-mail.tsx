import { Text } from "@react-email/components";
import type { MailWords } from "../mail-words.ts";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

/** The link to a new password. */
export function ResetMail({ href, words, appUrl }: { href: string; words: MailWords; appUrl: string }) {
  const { t } = words;
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={t("reset.preview")}
      title={t("reset.title")}
      footer={t("footer")}
    >
      <Text style={look.text}>{t("reset.intro")}</Text>
      <MailButton href={href}>{t("reset.button")}</MailButton>
      <Text style={look.small}>{t("reset.ignore")}</Text>
    </MailFrame>
  );
}
