import { expect, test } from "vitest";
import { greetingOf, isPlainName } from "./greeting.ts";
import { mailWords } from "./mail-words.ts";

test.each([
  "Ana",
  "María José O’Neill-García",
  "J. R. R. Tolkien",
  "J.R.R. Tolkien",
  "Dr. Ngọc Ánh",
  "山田 太郎",
  "محمد علي",
])("%s is a name", (name) => {
  expect(isPlainName(name)).toBe(true);
});

test.each([
  "https://evil.example/win",
  "evil.example",
  "Win at evil.co",
  "www.evil.example",
  "a@b.example",
  "You won 500",
  "Call +34 600 123 456",
  "Your parcel waits at the post office now",
  "x".repeat(41),
  "<b>Ana</b>",
  "Ana!",
])("%s is none", (name) => {
  expect(isPlainName(name)).toBe(false);
});

test.each(["en", "es"])("in %s a mail greets by a name, and without one where there is none", async (locale) => {
  const words = await mailWords(locale);
  expect(greetingOf(words, "Ana")).toContain("Ana");
  const unnamed = greetingOf(words, "Win at evil.example");
  expect(unnamed).not.toContain("evil");
  expect(unnamed).not.toContain("greeting");
  expect(unnamed.length).toBeGreaterThan(2);
});
