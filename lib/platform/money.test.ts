import fc from "fast-check";
import { expect, test } from "vitest";
import { currencyExponent, formatMoney, toMajor, toMinor } from "./money.ts";

const currency = fc.constantFrom("JPY", "EUR", "USD", "GBP", "KWD", "BHD", "KRW");
const minor = fc.integer({ min: -2_147_483_648, max: 2_147_483_647 });

test("every currency has the digits that ISO 4217 gives it", () => {
  expect(["JPY", "KRW", "EUR", "USD", "KWD", "BHD"].map(currencyExponent)).toEqual([0, 0, 2, 2, 3, 3]);
});

test("the wire's number is the amount to the last digit", () => {
  expect(toMajor(4_500, "EUR")).toBe(45);
  expect(toMajor(5, "EUR")).toBe(0.05);
  expect(toMajor(-5, "EUR")).toBe(-0.05);
  expect(toMajor(1_234, "KWD")).toBe(1.234);
  expect(toMajor(4_500, "JPY")).toBe(4_500);
  expect(JSON.stringify([toMajor(1_015, "EUR"), toMajor(110, "USD"), toMajor(0, "EUR")])).toBe("[10.15,1.1,0]");
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
  const plain = (text: string) => text.replace(/\s/g, " ");
  expect(formatMoney(123_450, "EUR", "en")).toBe("€1,234.50");
  expect(plain(formatMoney(4_500, "EUR", "es"))).toBe("45,00 €");
  expect(formatMoney(4_500, "JPY", "en")).toBe("¥4,500");
  expect(plain(formatMoney(1_234, "KWD", "en"))).toBe("KWD 1.234");
});
