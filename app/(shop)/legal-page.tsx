import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TextPage } from "#components/layout/text-page";
import { LEGAL_SECTIONS } from "./legal-sections.ts";

export type LegalPageName = keyof typeof LEGAL_SECTIONS;

/** Help, terms and privacy: texts of the `legal` namespace in the order of LEGAL_SECTIONS. */
export async function LegalPage({ name }: { name: LegalPageName }) {
  const t = await getTranslations("legal");
  const sections = LEGAL_SECTIONS[name].map((id) => ({
    id,
    title: t(`${name}.${id}.title`),
    paragraphs: t(`${name}.${id}.text`).split("\n"),
  }));
  return <TextPage title={t(`${name}.title`)} lead={t(`${name}.lead`)} contents={t("contents")} sections={sections} />;
}

export async function legalMetadata(name: LegalPageName): Promise<Metadata> {
  const t = await getTranslations("legal");
  return { title: t(`${name}.title`), description: t(`${name}.lead`) };
}
