import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { NO_PROMISES, PROMISE_WORDS, PROMISES } from "./promises.ts";

/** Nothing is promised to a reader that no test keeps: every sentence that sounds like a promise names its test. */
type Texts = { [key: string]: string | Texts };

const folder = new URL("./messages/en/", import.meta.url);
const sentences = new Map(
  readdirSync(folder).flatMap((file) =>
    flatten(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Texts, `${file.slice(0, -".json".length)}.`),
  ),
);

function flatten(texts: Texts, prefix: string): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${prefix}${key}`, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

/** The titles of a test file, as they are written there. */
function titlesIn(file: string): Set<string> {
  const source = existsSync(file) ? readFileSync(file, "utf8") : "";
  return new Set(
    [...source.matchAll(/\b(?:test|it)(?:\.each\([\s\S]*?\))?\(\s*"([^"]+)"/g)].map(([, title]) => title ?? ""),
  );
}

test("every sentence that sounds like a promise is one whose test is named, or is said to be none", () => {
  const known = new Set([...Object.keys(PROMISES), ...NO_PROMISES]);
  const open = [...sentences].filter(([key, text]) => PROMISE_WORDS.test(text) && !known.has(key));
  expect(open).toEqual([]);
});

test("the tables name sentences that there are, and each once", () => {
  const named = [...Object.keys(PROMISES), ...NO_PROMISES];
  expect(named.filter((key) => !sentences.has(key))).toEqual([]);
  expect(named.filter((key, i) => named.indexOf(key) !== i)).toEqual([]);
  // A sentence that lost its word of promise needs no word that it is none.
  expect(NO_PROMISES.filter((key) => !PROMISE_WORDS.test(sentences.get(key) ?? ""))).toEqual([]);
});

describe.each(Object.entries(PROMISES))("%s", (_key, { file, title }) => {
  test("is kept by a test that there is", () => {
    expect([...titlesIn(file)]).toContain(title);
  });
});

test("control: a promise in a sentence, and a test that is not there, are found", () => {
  expect(PROMISE_WORDS.test("You get your money back by itself.")).toBe(true);
  expect(PROMISE_WORDS.test("Choose a seat on the map.")).toBe(false);
  expect(titlesIn("app/promises.test.ts").has("no such test")).toBe(false);
});
