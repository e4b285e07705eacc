import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { searchQuery } from "../contract.ts";
import { readFilters } from "../read-filters.ts";
import { categoryMeant, wordsOfCategory } from "./category-words.ts";
import { knownCategories, offeredCategories } from "./known-categories.ts";
import { withCategorySlug } from "./with-category-slug.ts";

aDatabase();

const SHIPPED = ["concert", "opera", "theatre", "comedy", "sport", "festival", "family"];

test("an installation has the shipped categories, named in each language and drawn, in their order", async () => {
  const categories = await offeredCategories();
  expect(categories.map(({ slug }) => slug)).toEqual(SHIPPED);
  expect(new Set(categories.map(({ icon }) => icon)).size).toBe(SHIPPED.length);
  expect(categories[6]?.names).toEqual({ en: "Family", es: "En familia" });
});

test("the migration keeps every word of a category in the form by which words are compared", async () => {
  const rows = await db().categoryWord.findMany();
  const expected = (await knownCategories()).flatMap((each) => [...wordsOfCategory(each)]);
  expect(rows.map(({ word }) => word).sort()).toEqual(expected.sort());
});

test.each([
  ["concert", "concert"],
  [" CONCERTS ", "concert"],
  ["Conciertos", "concert"],
  ["concierto", "concert"],
  ["ópera", "opera"],
  ["Operas", "opera"],
  ["Theater", "theatre"],
  ["teatros", "theatre"],
  ["en  familia", "family"],
  ["Соmedy", "comedy"],
])("%j means the category %s", async (word, slug) => {
  expect(categoryMeant(await knownCategories(), word)?.slug).toBe(slug);
  expect(await withCategorySlug({ category: word })).toEqual({ ok: true, query: { category: slug } });
});

test.each(["x", "concert; drop", "concertss", "__proto__", "constructor", "../x"])(
  "%j is no category, and the answer names those that there are",
  async (category) => {
    expect(await withCategorySlug(searchQuery.parse({ category }))).toMatchObject({
      ok: false,
      refusal: {
        code: "invalid_request",
        fields: [{ path: "category", message: `must be one of ${SHIPPED.join(", ")}` }],
      },
    });
    expect(readFilters({ category }, await knownCategories()).wrong).toEqual(["category"]);
  },
);

test("a search without a category asks for none", async () => {
  expect(await withCategorySlug(searchQuery.parse({ category: "" }))).toMatchObject({ ok: true });
  expect(searchQuery.parse({ category: "" }).category).toBeUndefined();
});
