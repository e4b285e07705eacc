import type { Refused } from "#lib/platform/http/refusals";
import type { LegalLocale, Terms } from "./contract.ts";
import { legalInForce } from "./legal-in-force.ts";
import { findInForce } from "./legal-store.ts";
import { refuse } from "./refusals.ts";

/** The terms of sale in force in a language; version 0 before the first were published. */
export async function termsInForce(locale: LegalLocale): Promise<Terms> {
  return { version: (await legalInForce({ kind: "terms", locale }))?.version ?? 0, locale };
}

/**
 * The terms that an order is made under: those that its buyer saw, or those in force where the request names none. Refuses
 * `terms_changed`, with those in force, unless the buyer saw these. A process keeps the text in force for some seconds (record 039), so it
 * reads afresh before it refuses: a buyer who read the newest text elsewhere is never sent back to an older one, and one who agrees to
 * the terms of a refusal is not refused again. A text that was replaced within these seconds may still be agreed to; the order then
 * keeps the version that its buyer saw.
 */
export async function agreedTerms(
  seen: Terms | undefined,
  locale: LegalLocale,
): Promise<{ ok: true; terms: Terms } | Refused<"terms_changed">> {
  const known = await termsInForce(seen?.locale ?? locale);
  if (!seen || seen.version === known.version) return { ok: true, terms: known };
  const version = (await findInForce({ kind: "terms", locale: seen.locale }))?.version ?? 0;
  if (seen.version === version) return { ok: true, terms: seen };
  return refuse("terms_changed", { terms: { version, locale: seen.locale } });
}
