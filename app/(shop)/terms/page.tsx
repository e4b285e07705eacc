import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AgreedTerms } from "#components/legal/agreed-terms";
import { termsInForce } from "#lib/legal/agreed-terms";
import { termsQuery } from "#lib/legal/contract";
import { readPublishedText } from "#lib/legal/read-published-text";
import { shippedLegalText } from "../../shipped-legal-text.ts";
import { LegalTextPage, legalMetadata } from "../legal-page.tsx";

type Props = { searchParams: Promise<{ version?: string; locale?: string }> };

/** The terms in force; or exactly the version that an order names, whatever the reader's language is and whatever holds today. */
export default async function TermsPage({ searchParams }: Props) {
  const query = await searchParams;
  if (query.version === undefined) return <LegalTextPage kind="terms" />;
  const asked = termsQuery.safeParse(query);
  if (!asked.success) notFound();
  const { version, locale } = asked.data;
  const key = { kind: "terms", locale } as const;
  const [text, inForce] = await Promise.all([readPublishedText(key, version), termsInForce(locale)]);
  if (!text && version > 0) notFound();
  const markdown = text?.markdown ?? shippedLegalText(key);
  return <AgreedTerms terms={asked.data} text={{ markdown, validFrom: text?.validFrom }} inForce={inForce.version} />;
}

/** A version that an order names is for its buyer: search engines are shown the text in force alone. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const metadata = await legalMetadata("terms");
  return (await searchParams).version === undefined ? metadata : { ...metadata, robots: { index: false } };
}
