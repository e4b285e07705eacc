import { lookAlikeKey } from "#lib/platform/look-alike-key";

/**
 * What a promo code looks like to someone who reads it from a poster and types it: blind to case, blanks and hyphens, and to what people
 * take for each other (O and 0; I, L and 1, as in Crockford's Base32; letters of other scripts that are drawn alike). Codes of one event differ
 * by it, so that a code typed with such a slip still finds its code and never another. Never show it.
 */
export function promoKey(code: string): string {
  const upper = lookAlikeKey(lookAlikeKey(code).toUpperCase());
  return upper.replace(/[\s-]/g, "").replaceAll("0", "O").replace(/[1L]/g, "I");
}
