"use server";

import { cookies } from "next/headers";
import { env } from "#lib/platform/env";
import { isLocale, LOCALE_COOKIE } from "../components/layout/locales.ts";
import { readTheme, THEME_COOKIE } from "../components/layout/themes.ts";

/** Remembers the reader's language for a year. Anything that is none of ours changes nothing. */
export async function setLocale(form: FormData): Promise<void> {
  const locale = form.get("locale");
  if (isLocale(locale)) await remember(LOCALE_COOKIE, locale);
}

/** Remembers light or dark for a year; `system` forgets the choice. */
export async function setTheme(form: FormData): Promise<void> {
  const theme = readTheme(form.get("theme"));
  if (theme === "system") (await cookies()).delete(THEME_COOKIE);
  else await remember(THEME_COOKIE, theme);
}

const YEAR_SECONDS = 365 * 24 * 3_600;

async function remember(name: string, value: string): Promise<void> {
  const secure = env().APP_URL.startsWith("https://");
  (await cookies()).set(name, value, { maxAge: YEAR_SECONDS, path: "/", sameSite: "lax", httpOnly: true, secure });
}
