import { useTranslations } from "next-intl";

/** The first stop of the Tab key: past the header, to the page. */
export function SkipLink() {
  const t = useTranslations("layout");
  return (
    <a
      href="#content"
      className="sr-only rounded-control bg-ink px-4 py-3 font-semibold text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
    >
      {t("skip")}
    </a>
  );
}
