import Link from "next/link";
import { useTranslations } from "next-intl";
import { LanguageSwitch } from "#components/layout/language-switch";
import { ThemeSwitch } from "#components/layout/theme-switch";
import { Wordmark } from "#components/layout/wordmark";
import type { Theme } from "./themes.ts";

export type FormAction = (form: FormData) => Promise<void>;

/** The product's promise, the legal links, and the choice of theme and language. */
export function SiteFooter(props: { theme: Theme; setLocale: FormAction; setTheme: FormAction }) {
  const t = useTranslations("layout");
  return (
    <footer className="mt-16 border-line border-t bg-sunken print:hidden">
      <div className="page-column grid gap-x-12 gap-y-8 py-10 md:grid-cols-[1fr_auto_auto]">
        <div className="flex max-w-sm flex-col gap-3">
          <Wordmark />
          <p className="text-ink-soft">{t("promise")}</p>
        </div>
        <nav aria-label={t("about")}>
          <ul className="flex flex-wrap gap-x-6 md:flex-col">
            {(["sell", "help", "terms", "privacy", "imprint", "api"] as const).map((page) => (
              <li key={page}>
                <Link
                  href={page === "api" ? "/docs/api" : `/${page}`}
                  className="inline-flex min-h-touch min-w-touch items-center underline-offset-4 hover:underline"
                >
                  {t(page)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex flex-col gap-3">
          <LanguageSwitch action={props.setLocale} />
          <ThemeSwitch action={props.setTheme} theme={props.theme} />
        </div>
      </div>
    </footer>
  );
}
