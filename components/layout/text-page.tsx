import type { ReactNode } from "react";

export type TextSection = { id: string; title: string; paragraphs: readonly string[] };

/** A page to be read: a title, what it says in short, and sections one can link to. */
export function TextPage(props: {
  title: string;
  lead: string;
  contents: string;
  sections: readonly TextSection[];
  children?: ReactNode;
}) {
  return (
    <article className="page-column grid gap-10 py-12 sm:py-16 lg:grid-cols-[15rem_minmax(0,44rem)]">
      <header className="flex flex-col gap-4 lg:col-span-2">
        <h1 className="poster-type max-w-4xl text-poster">{props.title}</h1>
        <p className="max-w-prose text-ink-soft text-lg">{props.lead}</p>
      </header>
      <nav aria-label={props.contents} className="lg:sticky lg:top-6 lg:self-start">
        <ul className="flex flex-wrap gap-x-5 lg:flex-col">
          {props.sections.map(({ id, title }) => (
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
      <div className="flex flex-col gap-10">
        {props.sections.map(({ id, title, paragraphs }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`} className="flex flex-col gap-3">
            <h2 id={`${id}-title`} className="text-heading">
              {title}
            </h2>
            {paragraphs.map((paragraph) => (
              <p key={paragraph} className="leading-relaxed">
                {paragraph}
              </p>
            ))}
          </section>
        ))}
        {props.children}
      </div>
    </article>
  );
}
