import fc from "fast-check";
import { expect, test } from "vitest";
import { FILTER_FIELDS, readFilters as readWith, searchHref } from "./read-filters.ts";

const CATEGORIES = [{ slug: "opera", names: { en: "Opera", es: "Ópera" }, otherWords: ["Operas"], isArchived: false }];
const readFilters = (params: Parameters<typeof readWith>[0]) => readWith(params, CATEGORIES);

test("the blank fields of a form are no filters", () => {
  const { query, typed, wrong } = readFilters({ q: "", city: "", from: " ", page: "" });
  expect({ typed, wrong }).toEqual({ typed: {}, wrong: [] });
  expect(Object.values(query).filter((value) => value !== undefined)).toEqual([]);
});

test("prices may use a decimal comma, and pages are numbers", () => {
  const { query } = readFilters({ min_price: "9,50", max_price: "25", page: "3" });
  expect(query).toMatchObject({ min_price: 9.5, max_price: 25, page: 3 });
});

test.each([
  ["from", { from: "2027-02-30" }],
  ["from", { from: "0000-01-01" }],
  ["to", { from: "2027-03-02", to: "2027-03-01" }],
  ["min_price", { min_price: "-4" }],
  ["min_price", { min_price: "1e9" }],
  ["max_price", { min_price: "30", max_price: "20" }],
  ["q", { q: "a\u0000b" }],
  ["q", { q: "\ud800" }],
  ["q", { q: "x".repeat(121) }],
  ["sort", { sort: "random" }],
  ["page", { page: "0" }],
  ["category", { category: "../x" }],
] as const)("a wrong %s is named, the typed text stays, and the list is not filtered by the rest", (field, params) => {
  const { query, wrong, typed } = readFilters({ city: "Madrid", ...params });
  expect(wrong).toEqual([field]);
  expect(query).toEqual({});
  expect(typed.city).toBe("Madrid");
});

test("a category is known by any word for it, and the form and its links by its slug", () => {
  const { query, typed, wrong } = readFilters({ category: "OPERAS", city: "Madrid" });
  expect({ query, typed, wrong }).toMatchObject({
    query: { category: "opera", city: "Madrid" },
    typed: { category: "opera", city: "Madrid" },
    wrong: [],
  });
});

test("the search page accepts every address", () => {
  const anything = fc.dictionary(
    fc.constantFrom(...FILTER_FIELDS, "other"),
    fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string())),
  );
  fc.assert(
    fc.property(anything, (params) => readFilters(params).wrong.every((field) => FILTER_FIELDS.includes(field))),
  );
});

test("a changed filter returns to the first page, and the next page keeps the filters", () => {
  const typed = { q: "opera", city: "New York", page: "3" };
  expect(searchHref(typed, { city: undefined })).toBe("/search?q=opera");
  expect(searchHref(typed, { page: "4" })).toBe("/search?q=opera&city=New+York&page=4");
  expect(searchHref({})).toBe("/search");
});
