import { useTranslations } from "next-intl";
import { SwitchBar } from "#components/layout/switch-bar";
import { THEMES, type Theme } from "./themes.ts";

/** Light, dark, or as the system says. */
export function ThemeSwitch({ action, theme }: { action: (form: FormData) => Promise<void>; theme: Theme }) {
  const t = useTranslations("layout");
  const choices = THEMES.map((value) => ({ value, label: t(`theme.${value}`), current: value === theme }));
  return <SwitchBar label={t("theme.label")} icon="contrast" name="theme" action={action} choices={choices} />;
}
