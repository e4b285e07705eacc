import { useTranslations } from "next-intl";

/** Shown while the payment simulator replaces a gateway, so that no one types a real card number. */
export function SandboxBanner() {
  const t = useTranslations("layout");
  return (
    <aside
      aria-label={t("sandboxTitle")}
      className="bg-warn-soft px-4 py-1.5 text-center text-ink text-sm print:hidden"
    >
      <strong className="font-semibold">{t("sandboxTitle")}</strong> {t("sandboxText")}
    </aside>
  );
}
