import type { Terms } from "#lib/legal/contract";

/**
 * The terms that the page shows: those of a refusal where they are newer than the page's. Another language has versions of its own: what
 * a refusal said of one says nothing of the other.
 */
export function shownTerms(ofPage: Terms, refused: Terms | undefined): Terms {
  return refused?.locale === ofPage.locale && refused.version > ofPage.version ? refused : ofPage;
}

/** Whether the buyer agreed to exactly these: an agreement is to a version, so it ends by itself where another is shown. */
export function hasAgreedTo(shown: Terms, agreed: Terms | undefined): boolean {
  return agreed?.locale === shown.locale && agreed.version === shown.version;
}
