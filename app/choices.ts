import { countryName } from "#lib/platform/country-name";
import { COUNTRIES } from "#lib/platform/country-zones";
import { CURRENCIES } from "#lib/platform/currencies";

/** A line of a select. */
export type Choice = { value: string; label: string };

/** Every country by its name in the language. */
export function countryOptions(locale: string): Choice[] {
  return byLabel(
    COUNTRIES.map((value) => ({ value, label: countryName(value, locale) })),
    locale,
  );
}

/** Every currency that prices may have, by its code. */
export function currencyOptions(locale: string): Choice[] {
  const names = new Intl.DisplayNames([locale], { type: "currency" });
  return [...CURRENCIES].sort().map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}

function byLabel(choices: Choice[], locale: string): Choice[] {
  const { compare } = new Intl.Collator(locale);
  return choices.sort((a, b) => compare(a.label, b.label));
}
