import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SandboxBanner } from "#components/layout/sandbox-banner";
import { SiteFooter } from "#components/layout/site-footer";
import { SiteHeader } from "#components/layout/site-header";
import { SkipLink } from "#components/layout/skip-link";
import { listCities } from "#lib/catalog/queries";
import { worksSomewhere } from "#lib/organizations/queries";
import { isDatabaseDown } from "#lib/platform/db/database-down";
import { env } from "#lib/platform/env";
import { readTheme, THEME_COOKIE } from "../components/layout/themes.ts";
import { setLocale, setTheme } from "./preferences.ts";
import { currentPerson } from "./who-asks.ts";

/** Header, page and footer. The page is the element `#content`, which the skip link leads to. */
export async function PageFrame({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  const [person, cities] = await Promise.all([ifReachable(headerPerson), ifReachable(listCities)]);
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      {env().SANDBOX_URL ? <SandboxBanner /> : null}
      <SiteHeader person={person} cities={cities?.map(({ city }) => city) ?? []} />
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <SiteFooter theme={theme} setLocale={setLocale} setTheme={setTheme} />
    </div>
  );
}

async function headerPerson() {
  const person = await currentPerson();
  return person && { ...person, isStaff: await worksSomewhere(person) };
}

/** With the database away the frame rather shows less than takes the page down with it, whose own words are better. */
async function ifReachable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isDatabaseDown(error)) return undefined;
    throw error;
  }
}
