import { expect, test } from "vitest";
import type { AddOnTerms } from "#lib/pricing/add-ons/add-on-contract";
import { joinTheirs } from "../event-form/join-theirs.ts";
import { changedTerms, flatTerms, termsOf } from "./flat-terms.ts";

const opened: AddOnTerms = {
  ...{ name: { en: "Programme" }, description: {}, price: 7.5, tax_rate_ids: null, stock: 40 },
  ...{
    counting: "free",
    per_order_max: null,
    sale_from: "2030-05-01T18:00:00Z",
    sale_until: null,
    active: true,
    position: 0,
  },
};

test("a form of an add-on takes what only the other changed, keeps what was typed, and asks where both did", () => {
  const typed = flatTerms({ ...opened, name: { en: "Programme", es: "Programa" }, price: 8 });
  const theirs = flatTerms({ ...opened, price: 9, stock: 30 });
  const changed = changedTerms(flatTerms(opened), theirs);
  expect(changed).toEqual({ price: 9, stock: 30 });
  const joined = joinTheirs({ opened: flatTerms(opened), typed }, changed);
  expect(joined.both).toEqual(["price"]);
  expect(termsOf(joined.typed)).toEqual({
    ...termsOf(flatTerms(opened)),
    name: { en: "Programme", es: "Programa" },
    price: 8,
    stock: 30,
  });
});

test("terms are the same when they come back from the form's fields", () => {
  expect(termsOf(flatTerms(opened))).toEqual({ ...opened, sale_from: "2030-05-01T18:00:00.000Z" });
});
