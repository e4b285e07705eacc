import { useEffect, useState } from "react";
import type { Terms } from "#lib/legal/contract";
import { tickedEarly } from "./typed-early.ts";

/**
 * The terms that the page shows, and whether the buyer agreed to exactly these. Newer ones, from a refusal, take the place of those that
 * the page was made with; the agreement is to a version, so it ends by itself where another is shown.
 */
export function useTerms(ofPage: Terms): {
  terms: Terms;
  hasAgreed: boolean;
  show: (newer: Terms) => void;
  agree: (to: Terms | undefined) => void;
} {
  const [newer, show] = useState<Terms>();
  const [agreed, agree] = useState<Terms>();
  const [first] = useState(ofPage);
  useEffect(() => {
    if (tickedEarly("terms")) agree(first);
  }, [first]);
  // Another language has versions of its own: what a refusal said of one says nothing of the other.
  const terms = newer?.locale === ofPage.locale && newer.version > ofPage.version ? newer : ofPage;
  const hasAgreed = agreed?.locale === terms.locale && agreed.version === terms.version;
  return { terms, hasAgreed, show, agree };
}
