import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { cookies, headers } from "next/headers";
import type { AbstractIntlMessages } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { LOCALE_COOKIE, type Locale, negotiateLocale } from "../components/layout/locales.ts";

/**
 * The language of a request: the one the reader chose, else the best the browser asks for, else English. Addresses
 * carry no language, so a shared link opens in the reader's own. Each file `messages/<locale>/<name>.json` is the
 * namespace `<name>`.
 */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = negotiateLocale(chosen, (await headers()).get("accept-language"));
  // Event times name the venue's zone where they are shown; nothing may silently depend on the server's own zone.
  return { locale, messages: await messagesOf(locale), timeZone: "UTC" };
});

const loaded = new Map<Locale, Promise<AbstractIntlMessages>>();

function messagesOf(locale: Locale): Promise<AbstractIntlMessages> {
  const known = loaded.get(locale);
  if (known && process.env.NODE_ENV === "production") return known;
  const reading = readMessages(locale);
  loaded.set(locale, reading);
  return reading;
}

async function readMessages(locale: Locale): Promise<AbstractIntlMessages> {
  const folder = join(process.cwd(), "app", "messages", locale);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json"));
  const namespaces = files.map(async (file) => [
    file.slice(0, -5),
    JSON.parse(await readFile(join(folder, file), "utf8")),
  ]);
  return Object.fromEntries(await Promise.all(namespaces));
}
