/** A time zone in words: "Madrid, Central European Standard Time (CET)" — its place, its name, and its abbreviation of today. */
export function zoneWords(timeZone: string, locale: string, nowMs: number = Date.now()): string {
  const named = (timeZoneName: "long" | "short") =>
    new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { timeZone, timeZoneName })
      .formatToParts(nowMs)
      .find(({ type }) => type === "timeZoneName")?.value ?? "";
  const place = (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
  return `${place}, ${named("long")} (${named("short")})`;
}
