import { useLocale, useTranslations } from "next-intl";
import { SwitchBar } from "#components/layout/switch-bar";
import { LOCALE_NAMES, LOCALES } from "./locales.ts";

/** Each language by its own name, for readers who do not understand the current one. */
export function LanguageSwitch({ action }: { action: (form: FormData) => Promise<void> }) {
  const t = useTranslations("layout");
  const current = useLocale();
  const choices = LOCALES.map((value) => ({
    value,
    label: LOCALE_NAMES[value],
    lang: value,
    current: value === current,
  }));
  return <SwitchBar label={t("language")} icon="globe" name="locale" action={action} choices={choices} />;
}
