"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox";
import { type Terms, termsPath } from "#lib/legal/contract";

type TermsAgreementProps = {
  terms: Terms;
  hasAgreed: boolean;
  /** The buyer pressed the button without it. */
  isMissing: boolean;
  onChange: (hasAgreed: boolean) => void;
};

/** The buyer's agreement to exactly the version that the order will keep. */
export function TermsAgreement({ terms, hasAgreed, isMissing, onChange }: TermsAgreementProps) {
  const t = useTranslations("checkout");
  const textLink = (href: string) => (text: React.ReactNode) => (
    <Link href={href} target="_blank" className="underline underline-offset-4">
      {text}
    </Link>
  );
  return (
    <Checkbox
      id="terms"
      checked={hasAgreed}
      onChange={(event) => onChange(event.target.checked)}
      label={<span>{t.rich("terms", { terms: textLink(termsPath(terms)), privacy: textLink("/privacy") })}</span>}
      error={isMissing && !hasAgreed ? t("problems.termsMissing") : undefined}
    />
  );
}
