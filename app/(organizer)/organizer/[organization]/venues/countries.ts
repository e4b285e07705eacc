import { getLocale } from "next-intl/server";
import { COUNTRIES } from "#lib/platform/country-zones";

/** The countries by their names in the reader's language, in its order. */
export async function countriesByName(): Promise<{ code: string; name: string }[]> {
  const locale = await getLocale();
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).toSorted((a, b) =>
    a.name.localeCompare(b.name, locale),
  );
}
