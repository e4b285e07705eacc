import { expect, test } from "vitest";
import type { Terms } from "#lib/legal/contract";
import { hasAgreedTo, shownTerms } from "./shown-terms.ts";

const en = (version: number): Terms => ({ version, locale: "en" });
const es = (version: number): Terms => ({ version, locale: "es" });

test("newer terms from a refusal take the place of the page's, and older ones never do", () => {
  expect(shownTerms(en(1), undefined)).toEqual(en(1));
  expect(shownTerms(en(1), en(2))).toEqual(en(2));
  expect(shownTerms(en(3), en(2))).toEqual(en(3));
});

test("a refusal in one language says nothing of another", () => {
  expect(shownTerms(es(1), en(7))).toEqual(es(1));
});

test("an agreement is to one version in one language, and ends where another is shown", () => {
  expect(hasAgreedTo(en(1), undefined)).toBe(false);
  expect(hasAgreedTo(en(1), en(1))).toBe(true);
  expect(hasAgreedTo(en(2), en(1))).toBe(false);
  expect(hasAgreedTo(es(1), en(1))).toBe(false);
});
