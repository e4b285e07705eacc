import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { TextPage } from "#components/layout/text-page";
import { PublishedText } from "#components/legal/published-text";
import type { LegalKind } from "#lib/legal/contract";
import { readPublishedText } from "#lib/legal/read-published-text";
import { isLocale } from "../../components/layout/locales.ts";
import { LEGAL_SECTIONS } from "./legal-sections.ts";

export type LegalPageName = keyof typeof LEGAL_SECTIONS;

/** A legal text as the administrators published it; as it comes with the product before the first. */
export async function LegalTextPage({ kind }: { kind: LegalKind }) {
  const locale = await getLocale();
  const text = isLocale(locale) ? await readPublishedText({ kind, locale }) : undefined;
  if (!text) return <LegalPage name={kind} />;
  const [t, format] = await Promise.all([getTranslations("legal"), getFormatter()]);
  const { version, validFrom, markdown } = text;
  const date = format.dateTime(validFrom, { dateStyle: "long", timeZone: "UTC" });
  return <PublishedText title={t(`${kind}.title`)} lead={t("inForce", { version, date })} markdown={markdown} />;
}

/** Help, and legal texts of the product: texts of the `legal` namespace in the order of LEGAL_SECTIONS. */
export async function LegalPage({ name }: { name: LegalPageName }) {
  const t = await getTranslations("legal");
  const sections = LEGAL_SECTIONS[name].map((id) => ({
    id,
    // A page has its own sections only; the messages' test looks for the words of each.
    title: t(`${name}.${id}.title` as "help.hold.title"),
    paragraphs: t(`${name}.${id}.text` as "help.hold.text").split("\n"),
  }));
  return <TextPage title={t(`${name}.title`)} lead={t(`${name}.lead`)} contents={t("contents")} sections={sections} />;
}

export async function legalMetadata(name: LegalPageName): Promise<Metadata> {
  const t = await getTranslations("legal");
  return { title: t(`${name}.title`), description: t(`${name}.lead`) };
}
