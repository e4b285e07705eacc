import { readdirSync, readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { TOKEN_SCOPES } from "#lib/organizations/tokens/contract";
import { POLICIES } from "#lib/protection/policies";
import { LOCALES } from "../components/layout/locales.ts";
import { LEGAL_SECTIONS } from "./(shop)/legal-sections.ts";

const folder = new URL("./messages/", import.meta.url);

type Texts = { [key: string]: string | Texts };

function namespacesOf(locale: string): string[] {
  return readdirSync(new URL(`${locale}/`, folder)).sort();
}

/** Every text of a file under its dotted key. */
function textsOf(locale: string, file: string): Map<string, string> {
  return new Map(flatten(JSON.parse(readFileSync(new URL(`${locale}/${file}`, folder), "utf8")) as Texts));
}

function flatten(texts: Texts, prefix = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${prefix}${key}`, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

/** The values a text wants filled in, and the tags it wants drawn. */
function holesOf(text: string): string {
  const holes = new Set([...text.matchAll(/<(\w+)>/g)].map(([tag]) => tag));
  let depth = 0;
  for (const { index, 0: brace } of text.matchAll(/[{}]/g)) {
    // Braces open by turns an argument and, inside it, the words of one of its choices.
    if (brace === "{" && depth % 2 === 0) holes.add(/^\s*\w+/.exec(text.slice(index + 1))?.[0].trim() ?? "");
    depth += brace === "{" ? 1 : -1;
  }
  return [...holes].sort().join();
}

it("both languages have the same files", () => {
  for (const locale of LOCALES) expect(namespacesOf(locale)).toEqual(namespacesOf("en"));
});

it("types the keys of every file, so that tsc refuses a key that no file has", () => {
  const typed = readFileSync(new URL("./message-keys.d.ts", import.meta.url), "utf8");
  const imported = [...typed.matchAll(/messages\/en\/(.+\.json)";$/gm)].map(([, file]) => file);
  expect(imported.sort()).toEqual(namespacesOf("en"));
  for (const file of imported) expect(typed).toMatch(new RegExp(`^ +"?${file?.slice(0, -5)}"?: typeof `, "m"));
});

describe.each(namespacesOf("en"))("%s", (file) => {
  const english = textsOf("en", file);

  it("says in Spanish everything it says in English, and nothing more", () => {
    expect([...textsOf("es", file).keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each(LOCALES)("has no empty text in %s", (locale) => {
    expect([...textsOf(locale, file)].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("fills in the same values in both languages", () => {
    const spanish = textsOf("es", file);
    const different = [...english].filter(([key, text]) => holesOf(text) !== holesOf(spanish.get(key) ?? ""));
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it.each(LOCALES)("is written in messages that can be formatted in %s", (locale) => {
    const broken: string[] = [];
    const messages = {
      texts: Object.fromEntries([...textsOf(locale, file)].map(([key, text]) => [key.replaceAll(".", "_"), text])),
    };
    const t = createTranslator({
      locale,
      messages,
      namespace: "texts",
      onError: (error) => {
        if (error.code === "INVALID_MESSAGE") broken.push(error.message);
      },
    });
    for (const key of Object.keys(messages.texts)) t.markup(key, {});
    expect(broken).toEqual([]);
  });
});

describe.each(LOCALES)("texts that a table asks for by name, in %s", (locale) => {
  it("has words for every limit that the API's guide lists", () => {
    const texts = textsOf(locale, "docs.json");
    const missing = Object.keys(POLICIES).filter((name) => !texts.has(`limitsTable.${name}`));
    expect(missing).toEqual([]);
  });

  it("has words for every scope that a token can have", () => {
    const texts = textsOf(locale, "tokens.json");
    expect(TOKEN_SCOPES.filter((scope) => !texts.has(`scopes.${scope}`))).toEqual([]);
  });

  it("has a title and a text for every section of the legal pages", () => {
    const texts = textsOf(locale, "legal.json");
    const wanted = Object.entries(LEGAL_SECTIONS).flatMap(([page, sections]) =>
      sections.flatMap((section) => [`${page}.${section}.title`, `${page}.${section}.text`]),
    );
    expect(wanted.filter((key) => !texts.has(key))).toEqual([]);
  });
});
