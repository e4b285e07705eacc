import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LegalEditor } from "#components/admin/legal-editor";
import { LegalVersions } from "#components/admin/legal-versions";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { Pagination } from "#components/ui/pagination";
import { legalParams, legalVersionsQuery } from "#lib/legal/contract";
import { listLegalVersions, readEditedText } from "#lib/legal/read-legal-texts";
import { LOCALE_NAMES } from "../../../../../../components/layout/locales.ts";
import { shippedLegalText } from "../../../../../shipped-legal-text.ts";
import { administratorHere } from "../../../../../who-asks.ts";
import { saveLegalTextAction } from "../../actions.ts";

type Props = {
  params: Promise<{ kind: string; locale: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

/** The editor of one legal text in one language, and what was published of it. */
export default async function LegalTextPage({ params, searchParams }: Props) {
  const t = await getTranslations("platform.legal");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const key = legalParams.safeParse(await params);
  if (!key.success) notFound();
  const { kind, locale } = key.data;
  const asked = legalVersionsQuery.safeParse({ page: (await searchParams).page });
  const [text, { data, meta }] = await Promise.all([
    readEditedText(key.data),
    listLegalVersions(key.data, asked.success ? asked.data : {}),
  ]);
  const path = `/admin/legal/${kind}/${locale}`;
  return (
    <div className="flex flex-col gap-6">
      <DeskTitle
        title={t(`kinds.${kind}`)}
        lead={t("editorLead", { language: LOCALE_NAMES[locale] })}
        crumbs={[{ href: "/admin/legal", label: t("title") }]}
      />
      <LegalEditor
        action={saveLegalTextAction}
        textKey={key.data}
        markdown={text.draft?.markdown ?? text.markdown ?? shippedLegalText(key.data)}
        revision={text.draft?.revision ?? 0}
      />
      <h2 className="text-heading">{t("history")}</h2>
      <LegalVersions versions={data} path={path} />
      <Pagination
        page={meta.page}
        pageCount={Math.ceil(meta.total / meta.limit)}
        href={(page) => `${path}?page=${page}`}
      />
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("platform"))("legal.title"), robots: { index: false } };
}
