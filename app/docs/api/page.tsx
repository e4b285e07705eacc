import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { env } from "#lib/platform/env";
import { ApiViewer } from "./api-viewer.tsx";
import { Command, Words } from "./command.tsx";
import { GUIDE_STEPS } from "./guide-steps.ts";
import { LimitsTable } from "./limits-table.tsx";

const BASICS = ["errors", "idempotency", "limits", "paging", "live", "webhooks", "versions"] as const;
const DOCUMENT = "/api/v1/openapi.json";

/** How to use the API: a guide that suffices with curl alone, and the whole document below it. */
export default async function ApiDocsPage() {
  const t = await getTranslations("docs");
  const base = `API=${env().APP_URL.replace(/\/$/, "")}/api/v1`;
  const contents = [...GUIDE_STEPS.map(({ id }) => id), ...BASICS, "reference" as const];
  return (
    <article className="page-column flex flex-col gap-12 py-12 sm:py-16">
      <header className="flex flex-col gap-4">
        <h1 className="poster-type max-w-4xl text-poster">{t("title")}</h1>
        <p className="max-w-prose text-ink-soft text-lg">{t("lead")}</p>
      </header>
      <div className="grid gap-10 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <nav aria-label={t("contents")} className="lg:sticky lg:top-6 lg:self-start">
          <ul className="flex flex-wrap gap-x-5 lg:flex-col">
            {contents.map((id) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="inline-flex min-h-touch items-center font-medium underline-offset-4 hover:underline"
                >
                  {t(`${id}.title`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex min-w-0 flex-col gap-10">
          <Words text={t("start")} />
          <Command text={base} label={t("command")} />
          {GUIDE_STEPS.map(({ id, command }, index) => (
            <GuideSection key={id} id={id} title={`${index + 1}. ${t(`${id}.title`)}`} text={t(`${id}.text`)}>
              <Command text={command} label={t("command")} />
            </GuideSection>
          ))}
          {BASICS.map((id) => (
            <GuideSection key={id} id={id} title={t(`${id}.title`)} text={t(`${id}.text`)}>
              {id === "limits" ? <LimitsTable /> : null}
              {id === "idempotency" || id === "live" ? <Command text={EXAMPLES[id]} label={t("command")} /> : null}
            </GuideSection>
          ))}
        </div>
      </div>
      <GuideSection id="reference" title={t("reference.title")} text={t("reference.text")}>
        <a href={DOCUMENT} className="w-fit font-medium underline underline-offset-4">
          {DOCUMENT}
        </a>
        <ApiViewer url={DOCUMENT} loading={t("loading")} />
      </GuideSection>
    </article>
  );
}

const EXAMPLES = {
  idempotency: `curl -s "$API/reservations/$RESERVATION/extend" -X PATCH \\
  -H "authorization: Bearer $TOKEN" \\
  -H 'content-type: application/json' \\
  -H 'idempotency-key: more-time-please' \\
  -d '{"additional_seconds": 120}'`,
  live: `curl -sN "$API/events/$EVENT/stream"`,
} as const;

function GuideSection(props: { id: string; title: string; text: string; children: ReactNode }) {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`} className="flex min-w-0 flex-col gap-4">
      <h2 id={`${props.id}-title`} className="text-heading">
        {props.title}
      </h2>
      {props.text.split("\n").map((paragraph) => (
        <Words key={paragraph} text={paragraph} />
      ))}
      {props.children}
    </section>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("docs");
  return { title: t("title"), description: t("lead") };
}
