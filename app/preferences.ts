"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { anyone } from "#lib/organizations/authority";
import { env } from "#lib/platform/env";
import { limitTo } from "#lib/protection/limits";
import { LOCALE_COOKIE, LOCALES } from "../components/layout/locales.ts";
import { readTheme, THEME_COOKIE } from "../components/layout/themes.ts";
import { action } from "./action.ts";

/** What is refused changes nothing. */
const way = { authority: anyone, limit: limitTo("browse"), refused: (): void => undefined };

/** Remembers the reader's language for a year. */
export const setLocale = action(
  { ...way, route: "/#language", input: z.object({ locale: z.enum(LOCALES) }) },
  async ({ input }) => remember(LOCALE_COOKIE, input.locale),
);

/** Remembers light or dark for a year; `system` forgets the choice. */
export const setTheme = action(
  { ...way, route: "/#theme", input: z.object({ theme: z.unknown().optional().transform(readTheme) }) },
  async ({ input }) => {
    const { theme } = input;
    if (theme === "system") (await cookies()).delete(THEME_COOKIE);
    else await remember(THEME_COOKIE, theme);
  },
);

const YEAR_SECONDS = 365 * 24 * 3_600;

async function remember(name: string, value: string): Promise<void> {
  const secure = env().APP_URL.startsWith("https://");
  (await cookies()).set(name, value, { maxAge: YEAR_SECONDS, path: "/", sameSite: "lax", httpOnly: true, secure });
}
