import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Terms } from "#lib/legal/contract";
import { PublishedText } from "./published-text.tsx";

/** One version of the terms of sale, in the language in which it was agreed to, and whether it still holds for new orders. */
export function AgreedTerms(props: {
  terms: Terms;
  text: { markdown: string; validFrom: Date | undefined };
  /** The version in force today. */
  inForce: number;
}) {
  const t = useTranslations("legal");
  const format = useFormatter();
  const { terms, text, inForce } = props;
  const { version, locale } = terms;
  const facts = {
    version,
    date: text.validFrom ? format.dateTime(text.validFrom, { dateStyle: "long", timeZone: "UTC" }) : "",
    current: (words: ReactNode) => (
      <Link href="/terms" className="underline underline-offset-4">
        {words}
      </Link>
    ),
  };
  const lead = version === 0 ? t.rich("agreed.shipped", facts) : t.rich("agreed.version", facts);
  const state = version === inForce ? t.rich("agreed.holds", facts) : t.rich("agreed.replaced", facts);
  return (
    <PublishedText
      title={t("terms.title")}
      lead={
        <>
          {lead} {state}
        </>
      }
      markdown={text.markdown}
      locale={locale}
    />
  );
}
