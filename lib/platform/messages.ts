import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { singleton } from "./singleton.ts";

/** A language in which mails and documents are written. */
export type Language = "en" | "es";

/** The language for a person's locale: English when there are no messages in theirs. */
export function languageOf(locale: string): Language {
  return locale === "es" ? "es" : "en";
}

/** The messages of a file of `app/messages`, for what is written outside a page; read once in the process. */
export function readMessages<Messages>(language: Language, file: string): Promise<Messages> {
  return singleton(`messages-${language}-${file}`, async () =>
    JSON.parse(await readFile(join(process.cwd(), "app", "messages", language, `${file}.json`), "utf8")),
  );
}
