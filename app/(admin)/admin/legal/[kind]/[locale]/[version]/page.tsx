import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { LineDifference } from "#components/admin/line-difference";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { Card } from "#components/ui/card";
import { Markdown } from "#components/ui/markdown";
import { legalVersionParams } from "#lib/legal/contract";
import { readLegalVersion } from "#lib/legal/read-legal-texts";
import { LOCALE_NAMES } from "../../../../../../../components/layout/locales.ts";
import { dateText } from "../../../../../../../components/ui/date-text.ts";
import { administratorHere } from "../../../../../../who-asks.ts";

type Props = { params: Promise<{ kind: string; locale: string; version: string }> };

/** One published version: what changed in it, and the whole text. */
export default async function LegalVersionPage({ params }: Props) {
  const t = await getTranslations("platform.legal");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const asked = legalVersionParams.safeParse(await params);
  if (!asked.success) notFound();
  const { kind, locale, version } = asked.data;
  const read = await readLegalVersion({ kind, locale }, version);
  if (!read.ok) notFound();
  const at = dateText(read.text.valid_from, { timeZone: "UTC", style: "kept", locale: await getLocale() });
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <DeskTitle
        title={t("versionName", { version })}
        lead={t("versionLead", { kind: t(`kinds.${kind}`), language: LOCALE_NAMES[locale], at })}
        crumbs={[
          { href: "/admin/legal", label: t("title") },
          { href: `/admin/legal/${kind}/${locale}`, label: t(`kinds.${kind}`) },
        ]}
      />
      <h2 className="text-heading">{t("difference")}</h2>
      <LineDifference lines={read.text.difference} />
      <h2 className="text-heading">{t("text")}</h2>
      <Card>
        <Markdown text={read.text.markdown} />
      </Card>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("platform"))("legal.title"), robots: { index: false } };
}
