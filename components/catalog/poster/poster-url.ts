import type { PosterInput } from "./poster-svg.ts";

/** Raised when the drawing itself changes, so that no cache shows the old one. */
const DRAWING_VERSION = 2;

/** The address of an event's poster. It contains a hash of the poster's input, so it may be cached for ever. */
export function posterUrl({ slug, ...input }: PosterInput & { slug: string }): string {
  return `/posters/${slug}?v=${posterMark(input)}`;
}

/** A short digest of everything a poster shows (FNV-1a, 32 bits): equal for equal posters, no secret. */
export function posterMark(input: PosterInput): string {
  const { posterSeed, categorySlug, title, subtitle, venueName, city } = input;
  let hash = 0x811c9dc5;
  for (const character of [DRAWING_VERSION, posterSeed, categorySlug, title, subtitle, venueName, city].join(
    "\u001f",
  )) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
