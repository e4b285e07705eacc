import { useTranslations } from "next-intl";

/** The first stop of the Tab key: past the header, to the page. */
export function SkipLink() {
  const t = useTranslations("layout");
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-20 rounded-control bg-ink px-4 py-3 font-semibold text-paper transition-transform duration-fast focus:translate-y-0"
    >
      {t("skip")}
    </a>
  );
}
