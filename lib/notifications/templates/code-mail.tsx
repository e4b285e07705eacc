import { Text } from "@react-email/components";
import type { MailWords } from "../mail-words.ts";
import { MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";

/** The mail with a sign-in code. */
export function CodeMail({ code, words, appUrl }: { code: string; words: MailWords; appUrl: string }) {
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
      <Text style={look.small}>{t("code.ignore")}</Text>
    </MailFrame>
  );
}
