import type { Language } from "./messages.ts";

/**
 * A date that is not known yet. A moment far ahead stands for it, and not nothing, so that all that compares moments is right by itself: the
 * event is to come, its doors are closed, it stands last in lists. Who writes a date asks `isOpenDate` first. It lies within what a ticket's
 * code can hold (seconds of 32 bits, until 2106). Browser-safe.
 */
export const OPEN_DATE_MS = Date.UTC(2100, 0, 1);

export function isOpenDate(at: string | number | Date): boolean {
  return new Date(at).getTime() >= OPEN_DATE_MS;
}

const WORDS: Record<Language, string> = {
  en: "New date to be announced",
  es: "Nueva fecha por anunciar",
};

/** What stands where a date would be written. */
export function openDateWords(locale: string): string {
  return locale.startsWith("es") ? WORDS.es : WORDS.en;
}
