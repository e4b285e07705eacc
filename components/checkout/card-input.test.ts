import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCard, digitsOf, formatCardNumber, formatExpiry, parseExpiry, passesLuhn } from "./card-input.ts";

const now = new Date(2026, 10, 22);
const good = { number: "4242 4242 4242 4242", expiry: "12 / 28", cvc: "123" };

describe("a card number", () => {
  test("is grouped as on the card while it is typed, and keeps its digits", () => {
    expect(formatCardNumber("4242424242424242")).toBe("4242 4242 4242 4242");
    expect(formatCardNumber("378282246310005")).toBe("3782 822463 10005");
    expect(formatCardNumber("4242x42")).toBe("4242 42");
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9 -]{0,24}$/), (typed) => {
        const shown = formatCardNumber(typed);
        expect(formatCardNumber(shown)).toBe(shown);
        expect(digitsOf(typed).startsWith(digitsOf(shown))).toBe(true);
      }),
    );
  });

  test("with one digit mistyped, or two neighbours swapped, is detected immediately", () => {
    const digits = digitsOf(good.number);
    for (let at = 0; at < digits.length; at++) {
      for (let by = 1; by < 10; by++) {
        const wrong = `${digits.slice(0, at)}${(Number(digits[at]) + by) % 10}${digits.slice(at + 1)}`;
        expect(checkCard({ ...good, number: wrong }, now).number).toBe("numberWrong");
      }
    }
    expect(passesLuhn("4242424242424224")).toBe(false);
  });

  test("of every published test card passes", () => {
    for (const number of [
      "4242424242424242",
      "4000002500003155",
      "4000000000009995",
      "4000000000000002",
      "378282246310005",
    ]) {
      expect(passesLuhn(number)).toBe(true);
    }
  });
});

describe("the date on a card", () => {
  test("grows its slash and its zero while it is typed, and can be deleted again", () => {
    expect(formatExpiry("9", "")).toBe("09 / ");
    expect(formatExpiry("12", "1")).toBe("12 / ");
    expect(formatExpiry("12 / 28", "12 / 2")).toBe("12 / 28");
    expect(formatExpiry("12 /", "12 / ")).toBe("12");
    expect(formatExpiry("1", "12")).toBe("1");
    expect(formatExpiry("1228", "")).toBe("12 / 28");
  });

  test("is good through the last day of its month and not a day longer", () => {
    expect(checkCard({ ...good, expiry: "11 / 26" }, now)).toEqual({});
    expect(checkCard({ ...good, expiry: "11 / 26" }, new Date(2026, 11, 1))).toEqual({ expiry: "expired" });
    expect(checkCard({ ...good, expiry: "10 / 26" }, now)).toEqual({ expiry: "expired" });
    expect(checkCard({ ...good, expiry: "13 / 28" }, now)).toEqual({ expiry: "expiryWrong" });
    expect(checkCard({ ...good, expiry: "12 / 99" }, now)).toEqual({ expiry: "expiryWrong" });
    expect(parseExpiry("0828")).toEqual({ month: 8, year: 2028 });
  });
});

test("every empty field is named, and a code is as long as its card wants", () => {
  expect(checkCard({ number: "", expiry: "", cvc: "" }, now)).toEqual({
    number: "numberMissing",
    expiry: "expiryMissing",
    cvc: "cvcMissing",
  });
  expect(checkCard({ ...good, cvc: "12" }, now)).toEqual({ cvc: "cvcWrong" });
  expect(checkCard({ ...good, number: "3782 822463 10005", cvc: "123" }, now)).toEqual({ cvc: "cvcWrong" });
  expect(checkCard({ ...good, number: "3782 822463 10005", cvc: "1234" }, now)).toEqual({});
});
