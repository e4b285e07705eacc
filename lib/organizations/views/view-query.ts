/** What of a list's address a saved view keeps. Browser-safe. */

/** The place in the list, an open detail, and the view itself are no part of a view. */
const PLACE = new Set(["page", "cursor", "detail", "view"]);

/** The query of an address as a view keeps it: in the order of its names, so that equal views are equal texts. */
export function viewQuery(query: string): string {
  const kept = [...new URLSearchParams(query)].filter(([name, value]) => !PLACE.has(name) && value !== "");
  return new URLSearchParams(kept.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString();
}
