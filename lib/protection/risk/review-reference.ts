/**
 * The short name of a review, by which a person and the organizer mean the same one: the last eight letters of its id, which are random.
 * Browser-safe.
 */
export function referenceOf(id: string): string {
  const end = id.slice(-8).toUpperCase();
  return `${end.slice(0, 4)}-${end.slice(4)}`;
}

/** The end of the id that a reference stands for, as people type it; undefined for what is none. */
export function readReference(text: string): string | undefined {
  const end = text.replaceAll(/[\s-]/g, "").toLowerCase();
  return /^[0-9a-f]{8}$/.test(end) ? end : undefined;
}
