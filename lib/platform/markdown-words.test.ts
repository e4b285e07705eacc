import { expect, test } from "vitest";
import { markdownWords } from "./markdown-words.ts";

test.each([
  ["Fourteen finals.", "Fourteen finals."],
  ["# Songs\n\n**old** and _new_, by [Ann](https://example.org)", "Songs old and new, by Ann"],
  ["- one\n- two\n\n> three", "one two three"],
  ["| a | b |\n| - | - |\n| c | d |", "a b c d"],
  ["Rock & roll <3\nnext line  \nlast", "Rock & roll <3 next line last"],
  ["<b>no</b>", "<b>no</b>"],
  ["", ""],
])("of %j the words are %j", (text, words) => {
  expect(markdownWords(text)).toBe(words);
});
