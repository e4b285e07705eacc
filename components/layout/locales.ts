/** The languages the interface is written in, and how a reader's one is found. */
export const LOCALES = ["en", "es"] as const;
export type Locale = (typeof LOCALES)[number];

export const LOCALE_COOKIE = "fairseat_locale";

export const LOCALE_NAMES: Record<Locale, string> = { en: "English", es: "Español" };

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The chosen language if it is one of ours, else the best of an `Accept-Language` header (RFC 9110, 12.5.4), else English. */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const wishes = (acceptLanguage ?? "").slice(0, 500).split(",").map(readWish);
  const ours = wishes.filter((wish) => wish.quality > 0 && isLocale(wish.language));
  const best = ours.reduce((a, b) => (b.quality > a.quality ? b : a), { language: "en", quality: 0 });
  return isLocale(best.language) ? best.language : "en";
}

function readWish(text: string): { language: string; quality: number } {
  const [tag = "", ...parameters] = text.trim().toLowerCase().split(";");
  const quality = parameters
    .map((part) => /^\s*q=(\d(?:\.\d+)?)\s*$/.exec(part)?.[1])
    .find((value) => value !== undefined);
  return { language: tag.split("-")[0] ?? "", quality: quality === undefined ? 1 : Number(quality) };
}
