import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CURRENCIES, currencyExponent, KNOWN_CURRENCIES, stripeTerms } from "./currencies.ts";

test.each([
  // ISO 4217, list one. Those of the runtime that differ are here.
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"],
  [2, "AFN ALL COP EUR HUF IDR IRR KPW LAK LBP MGA MMK PKR RSD SOS SYP TWD USD YER"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
])("ISO 4217 gives %i digits to %s", (digits, codes) => {
  for (const code of codes.split(" ")) expect([code, currencyExponent(code)]).toEqual([code, digits]);
});

test("a withdrawn currency is read and not priced, and a code that is none is neither", () => {
  expect(currencyExponent("HRK")).toBe(2);
  expect([CURRENCIES.has("HRK"), CURRENCIES.has("EUR")]).toEqual([false, true]);
  expect(() => currencyExponent("XQX")).toThrow(RangeError);
});

test("each code is there once", () => {
  expect(CURRENCIES.size).toBe(155);
  expect(KNOWN_CURRENCIES.size).toBe(161);
});

test.each([
  ["EUR", { exponent: 2, step: 1, minimum: 50, maximum: 99_999_999 }],
  ["HUF", { exponent: 2, step: 1, minimum: 17_500, maximum: 99_999_999 }],
  ["JPY", { exponent: 0, step: 1, minimum: 50, maximum: 99_999_999 }],
  ["KWD", { exponent: 3, step: 10, minimum: 500, maximum: 99_999_999 }],
  ["ISK", { exponent: 2, step: 100, minimum: 5_000, maximum: 99_999_999 }],
  ["UGX", { exponent: 2, step: 100, minimum: 5_000, maximum: 99_999_999 }],
  ["MGA", { exponent: 0, step: 1, minimum: 1, maximum: 99_999_999 }],
  ["IDR", { exponent: 2, step: 1, minimum: 50, maximum: 999_999_999_999 }],
  ["COP", { exponent: 2, step: 1, minimum: 50, maximum: 9_999_999_999 }],
  ["INR", { exponent: 2, step: 1, minimum: 50, maximum: 999_999_999 }],
  ["IQD", undefined],
])("Stripe's published terms hold for %s", (code, terms) => {
  expect(stripeTerms(code)).toEqual(terms);
});

test("nothing but the table knows a currency's digits, and nothing but formatMoney writes an amount", () => {
  const asksRuntime =
    /resolvedOptions\(\)\s*\.\s*m(ax|in)imumFractionDigits|supportedValuesOf\(\s*["']currency|currencyDisplay/;
  const formats = /style:\s*["']currency["']|::currency|\{\s*\w+,\s*number,[^}]*currency/;
  const guilty = sources().filter(({ path, text }) => {
    return asksRuntime.test(text) || (formats.test(text) && path !== "lib/platform/money.ts");
  });
  expect(guilty.map(({ path }) => path)).toEqual([]);
});

/** Every source and message file of the product. */
function sources(): { path: string; text: string }[] {
  const root = join(import.meta.dirname, "../..");
  return ["app", "bench", "components", "deploy", "lib", "prisma"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && /\.(tsx?|mjs|json)$/.test(file.name) && !/\.test\.tsx?$/.test(file.name))
      .map((file) => join(file.parentPath, file.name).slice(root.length + 1))
      .filter((path) => !path.startsWith("prisma/generated/"))
      .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })),
  );
}
