/** A country's name in a language, by its code of ISO 3166-1; the code itself where the language has no name for it. */
export function countryName(code: string, locale: string): string {
  return code === "" ? "" : (new Intl.DisplayNames([locale], { type: "region" }).of(code) ?? code);
}
