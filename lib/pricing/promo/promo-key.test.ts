import { expect, test } from "vitest";
import { promoKey } from "./promo-key.ts";

test.each([
  ["Encore", "ENCORE"],
  ["SAVE10", "save-lO"],
  ["VIP 2026", "vip2o26"],
  ["ВЕТО", "BETO"],
  ["ＶＩＰ", "vip"],
  ["straße", "STRASSE"],
])("%s and %s are one code for a reader", (one, other) => {
  expect(promoKey(one)).toBe(promoKey(other));
});

test.each([
  ["SAVE10", "SAVE20"],
  ["GALA", "GALÁ"],
  ["5TARS", "STARS"],
])("%s and %s are two codes", (one, other) => {
  expect(promoKey(one)).not.toBe(promoKey(other));
});
