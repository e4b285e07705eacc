import { useTranslations } from "next-intl";

/** Shown wherever the payment simulator stands in for a gateway, so that nobody types a real card. */
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
