import fc from "fast-check";
import { expect, test } from "vitest";
import { currencyExponent, KNOWN_CURRENCIES } from "./currencies.ts";
import { decimalText, formatMoney, toMajor, toMinor } from "./money.ts";

const currency = fc.constantFrom(...KNOWN_CURRENCIES);
/** Up to the largest charge of any gateway. */
const minor = fc.integer({ min: -999_999_999_999, max: 999_999_999_999 });
const plain = (text: string) => text.replace(/\s/g, " ");

test("the wire's number is the amount to the last digit", () => {
  expect(toMajor(4_500, "EUR")).toBe(45);
  expect(toMajor(5, "EUR")).toBe(0.05);
  expect(toMajor(-5, "EUR")).toBe(-0.05);
  expect(toMajor(1_234, "KWD")).toBe(1.234);
  expect(toMajor(4_500, "JPY")).toBe(4_500);
  expect(JSON.stringify([toMajor(1_015, "EUR"), toMajor(110, "USD"), toMajor(0, "EUR")])).toBe("[10.15,1.1,0]");
});

test("a decimal text has all the digits of its currency", () => {
  expect([decimalText(10, "KWD"), decimalText(50, "EUR"), decimalText(0, "EUR")]).toEqual(["0.010", "0.50", "0.00"]);
  expect([decimalText(4_500, "JPY"), decimalText(-150_050, "RSD")]).toEqual(["4500", "-1500.50"]);
});

test("an amount that goes over the wire and back is the same amount in every currency", () => {
  fc.assert(
    fc.property(minor, currency, (amount, code) => {
      expect(toMinor(JSON.parse(JSON.stringify(toMajor(amount, code))) as number, code)).toBe(amount);
    }),
  );
});

test("an amount with more digits than its currency has, or that is no amount, is refused", () => {
  expect(toMinor(0.001, "EUR")).toBeUndefined();
  expect(toMinor(0.5, "JPY")).toBeUndefined();
  expect(toMinor(Number.NaN, "EUR")).toBeUndefined();
  expect(toMinor(Number.POSITIVE_INFINITY, "EUR")).toBeUndefined();
  expect(toMinor(1e17, "EUR")).toBeUndefined();
});

test("people read an amount in their own language", () => {
  expect(formatMoney(123_450, "EUR", "en")).toBe("€1,234.50");
  expect(plain(formatMoney(4_500, "EUR", "es"))).toBe("45,00 €");
  expect(formatMoney(4_500, "JPY", "en")).toBe("¥4,500");
  expect(plain(formatMoney(1_234, "KWD", "en"))).toBe("KWD 1.234");
});

test.each([
  // The runtimes' own tables say none or two of these, depending on the runtime; ISO 4217 says two.
  ["RSD", "RSD 1,500.50"],
  ["HUF", "HUF 1,500.50"],
  ["COP", "COP 1,500.50"],
  ["IDR", "IDR 1,500.50"],
  ["PKR", "PKR 1,500.50"],
  ["LAK", "LAK 1,500.50"],
  ["ALL", "ALL 1,500.50"],
])("150,050 minor units of %s are 1,500.50 wherever they are written", (code, text) => {
  expect(plain(formatMoney(150_050, code, "en"))).toBe(text);
});

test.each([...KNOWN_CURRENCIES])("people read %s with as many digits as the wire has", (code) => {
  const digits = (text: string) => text.replace(/[^0-9]/g, "");
  for (const locale of ["en", "es", "de", "ja"]) {
    expect(digits(formatMoney(7_654_321, code, locale))).toBe("7654321");
    expect(digits(formatMoney(0, code, locale))).toBe("0".repeat(currencyExponent(code) + 1));
  }
});
