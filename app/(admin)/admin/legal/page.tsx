import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LegalTable } from "#components/admin/legal-table";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { listLegalTexts } from "#lib/legal/read-legal-texts";
import { administratorHere } from "../../../who-asks.ts";

/** The legal texts by kind and language: what is in force, and what is being written. */
export default async function LegalTextsPage() {
  const t = await getTranslations("platform.legal");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <DeskTitle title={t("title")} lead={t("lead")} />
      <LegalTable texts={await listLegalTexts()} />
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("platform"))("legal.title"), robots: { index: false } };
}
