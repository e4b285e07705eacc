import fc from "fast-check";
import { expect, test } from "vitest";
import { email, hasCardNumber, paragraphs, positiveInt, positiveIntText, text, uuid } from "./input.ts";

test("text for people may be in any script and hold emoji", () => {
  for (const good of ["Ann", "Zoë", "José Ñuñez", "山田太郎", "🎟️ two"]) {
    expect(text(50).parse(good)).toBe(good);
  }
  expect(text(50).parse("  Ann\u202e \tMay\n")).toBe("Ann May");
  expect(paragraphs(50).parse(" line\r\none\u200b ")).toBe("line\none");
});

test("text with NUL, other controls or half a surrogate pair is refused", () => {
  for (const bad of ["\0", "a\0b", "\x07", "\x7f", "\x1b[31m", "\ud800", "a\udfffb", "\udfff\ud800"]) {
    expect(text(50).safeParse(bad).success, JSON.stringify(bad)).toBe(false);
    expect(paragraphs(50).safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  }
});

test("whatever text is taken, PostgreSQL can store and UTF-8 can carry", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      const parsed = text(1_000).safeParse(value);
      if (!parsed.success) return;
      expect(parsed.data).not.toContain("\0");
      expect(parsed.data.isWellFormed()).toBe(true);
    }),
  );
});

test("text longer than its limit is refused", () => {
  expect(text(3).safeParse("abcd").success).toBe(false);
  expect(text(3).safeParse(" a\u200bb\u200bc ").success).toBe(true);
  expect(text(3).safeParse("abc").success).toBe(true);
});

test("a mail address is one, and within what mail allows", () => {
  expect(email.parse(" ann@example.com ")).toBe("ann@example.com");
  for (const bad of [
    "ann",
    "ann@",
    "@example.com",
    "a b@example.com",
    `${"a".repeat(250)}@example.com`,
    "ann@example.com\0",
  ]) {
    expect(email.safeParse(bad).success, bad).toBe(false);
  }
});

test("an id of a thing fits into the database's integer", () => {
  for (const bad of [0, -1, 1.5, 2_147_483_648, Number.NaN, "1", null])
    expect(positiveInt.safeParse(bad).success, String(bad)).toBe(false);
  for (const bad of ["0", "-1", "01", "1.0", "1e3", " 1", "2147483648", "99999999999", "١"]) {
    expect(positiveIntText.safeParse(bad).success, bad).toBe(false);
  }
  expect(positiveIntText.parse("2147483647")).toBe(2_147_483_647);
});

test("a UUID is taken in either case and kept in one", () => {
  expect(uuid.parse("0192F0C1-0000-7000-8000-00000000000A")).toBe("0192f0c1-0000-7000-8000-00000000000a");
  for (const bad of [
    "",
    "0192f0c1",
    "0192f0c1-0000-7000-8000-00000000000g",
    "{0192f0c1-0000-7000-8000-00000000000a}",
  ]) {
    expect(uuid.safeParse(bad).success, bad).toBe(false);
  }
});

test("a card number is seen in whatever way it is written, and other long numbers are not taken for one", () => {
  for (const value of ["4242424242424242", "4242 4242 4242 4242", "Ann 4000-0025-0000-3155", "378282246310005"]) {
    expect(hasCardNumber(value), value).toBe(true);
  }
  for (const value of [
    "4242424242424241",
    "+34 600 123 456",
    "Ann",
    "1234 5678",
    "0192f0c1-5b7e-4d6a-9c3f-2a1b0c9d8e7f",
  ]) {
    expect(hasCardNumber(value), value).toBe(false);
  }
});
