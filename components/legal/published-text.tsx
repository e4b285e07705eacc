import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Markdown } from "#components/ui/markdown";
import { headingsOf } from "../ui/markdown-rules.ts";

/** A legal text to be read, with a line about its version, and its headings to jump to. `locale`: of a text in another language than the page. */
export function PublishedText(props: { title: string; lead: ReactNode; markdown: string; locale?: string }) {
  const t = useTranslations("legal");
  const { title, lead, markdown, locale } = props;
  const headings = headingsOf(markdown);
  return (
    <article className="page-column grid gap-10 py-12 sm:py-16 lg:grid-cols-[15rem_minmax(0,44rem)]">
      <header className="flex flex-col gap-4 lg:col-span-2">
        <h1 className="poster-type max-w-4xl text-poster">{title}</h1>
        <p className="max-w-prose text-ink-soft">{lead}</p>
      </header>
      {headings.length > 0 ? (
        <nav aria-label={t("contents")} className="lg:sticky lg:top-6 lg:self-start">
          <ul lang={locale} className="flex flex-wrap gap-x-5 lg:flex-col">
            {headings.map(({ id, title }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="inline-flex min-h-touch items-center font-medium underline-offset-4 hover:underline"
                >
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <div lang={locale} className="min-w-0 lg:col-start-2">
        <Markdown text={markdown} />
      </div>
    </article>
  );
}
