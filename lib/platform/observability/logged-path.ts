/** Paths in which a key stands that gives access by itself: preview links, invitations, access codes of allocations. */
const KEYS = /^(\/preview\/|\/invitations\/|\/events\/[^/]+\/access\/)[^/]+/;

/** A path as a log may keep it: without its query, and without the key that stands in it. */
export function loggedPath(path: string): string {
  return path.replace(/[?#].*$/s, "").replace(KEYS, "$1[key]");
}
