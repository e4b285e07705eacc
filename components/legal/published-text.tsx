import { useFormatter, useTranslations } from "next-intl";
import { Markdown } from "./markdown.tsx";
import { headingsOf } from "./markdown-rules.ts";

/** A page to be read: the text in force with its version, and its headings to jump to. */
export function PublishedText(props: { title: string; text: { version: number; validFrom: Date; markdown: string } }) {
  const t = useTranslations("legal");
  const format = useFormatter();
  const { version, validFrom, markdown } = props.text;
  const headings = headingsOf(markdown);
  return (
    <article className="page-column grid gap-10 py-12 sm:py-16 lg:grid-cols-[15rem_minmax(0,44rem)]">
      <header className="flex flex-col gap-4 lg:col-span-2">
        <h1 className="poster-type max-w-4xl text-poster">{props.title}</h1>
        <p className="text-ink-soft">
          {t("inForce", { version, date: format.dateTime(validFrom, { dateStyle: "long", timeZone: "UTC" }) })}
        </p>
      </header>
      {headings.length > 0 ? (
        <nav aria-label={t("contents")} className="lg:sticky lg:top-6 lg:self-start">
          <ul className="flex flex-wrap gap-x-5 lg:flex-col">
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
      <div className="min-w-0 lg:col-start-2">
        <Markdown text={markdown} />
      </div>
    </article>
  );
}
