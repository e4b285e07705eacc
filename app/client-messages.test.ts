import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

/**
 * Texts reach client components only by `ClientMessages`. A page that forgets a namespace shows its keys in place of words, and nothing but a
 * browser's console says so; this walks the imports of each page instead.
 */

const root = join(import.meta.dirname, "..");
const pages = globSync("app/**/page.tsx", { cwd: root });

it("finds the pages", () => {
  expect(pages.length).toBeGreaterThan(60);
});

it.each(pages)("%s gives its client components the texts that they read", (page) => {
  const given = new Set(["common", "ui", "errors", "seat-name"]);
  const read = new Map<string, string>();
  for (const file of [...layoutsOf(page), page])
    walk(join(root, file), { given, read, seen: new Set(), isClient: false });
  const missing = [...read].filter(([namespace]) => !given.has(namespace));
  expect(missing.map(([namespace, file]) => `${namespace} in ${file}`)).toEqual([]);
});

type Walk = { given: Set<string>; read: Map<string, string>; seen: Set<string>; isClient: boolean };

function walk(file: string, { given, read, seen, isClient: isBelowClient }: Walk): void {
  const source = readFileSync(file, "utf8");
  const isClient = isBelowClient || source.startsWith('"use client"');
  const key = `${isClient} ${file}`;
  if (seen.has(key) || source.startsWith('"use server"')) return;
  seen.add(key);
  for (const [, names = ""] of source.matchAll(/<ClientMessages namespaces=\{\[([^\]]*)\]/g))
    for (const [, name = ""] of names.matchAll(/"([^"]+)"/g)) given.add(name);
  if (isClient)
    for (const [, name = ""] of source.matchAll(/useTranslations(?:<[^>]*>)?\("([^".]+)/g))
      read.set(name, relative(root, file));
  for (const next of importsOf(source, file)) walk(next, { given, read, seen, isClient });
}

/** Files of pages and components that a file imports by value. */
function importsOf(source: string, file: string): string[] {
  return [...source.matchAll(/^import (?!type )[^;]*?from "([#.][^"]+)";/gm)].flatMap(([, path = ""]) => {
    const base = path.startsWith("#") ? join(root, path.slice(1)) : join(dirname(file), path);
    const found = [base, `${base}.tsx`, `${base}.ts`].find((each) => /\.tsx?$/.test(each) && existsSync(each));
    return found && /\/(app|components)\//.test(found.slice(root.length)) ? [found] : [];
  });
}

/** The layouts around a page, the outermost first. */
function layoutsOf(page: string): string[] {
  const folders = dirname(page).split("/");
  return folders
    .map((_, i) => join(...folders.slice(0, i + 1), "layout.tsx"))
    .filter((file) => existsSync(join(root, file)));
}
