import { Text } from "@react-email/components";
import type { MailWords } from "../mail-words.ts";
import { MailButton, MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

/** The mail with a sign-in code, and with the link that does the same without typing. */
export function CodeMail(props: { code: string; href: string | undefined; words: MailWords; appUrl: string }) {
  const { code, href, words, appUrl } = props;
  const { t } = words;
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={t("code.preview")}
      title={t("code.title")}
      footer={t("footer")}
    >
      <Text style={look.text}>{t("code.intro")}</Text>
      <Text style={look.code}>{code}</Text>
      {href ? <Text style={look.text}>{t("code.linkIntro")}</Text> : null}
      {href ? <MailButton href={href}>{t("code.button")}</MailButton> : null}
      <Text style={look.small}>{t("code.ignore")}</Text>
    </MailFrame>
  );
}
