import { useEffect, useState } from "react";
import type { Terms } from "#lib/legal/contract";
import { hasAgreedTo, shownTerms } from "./shown-terms.ts";
import { tickedEarly } from "./typed-early.ts";

/** The terms that the page shows, and whether the buyer agreed to exactly these. A refusal shows newer ones. */
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
  const terms = shownTerms(ofPage, newer);
  return { terms, hasAgreed: hasAgreedTo(terms, agreed), show, agree };
}
