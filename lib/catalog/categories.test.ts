import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CATEGORIES, categoryName, categoryOf } from "./categories.ts";
import { searchQuery } from "./contract.ts";
import { newEventBody } from "./event-contract.ts";

test("a category is found by its name, its plural and its name in every language of the pages", () => {
  for (const slug of CATEGORIES) expect(categoryOf(slug)).toBe(slug);
  const files = globSync("app/messages/*/categories.json");
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const names = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    for (const [slug, name] of Object.entries(names)) expect(categoryOf(name), `${file}: ${name}`).toBe(slug);
  }
  expect(categoryOf(" CONCERTS ")).toBe("concert");
  expect(categoryOf("ópera")).toBe("opera");
  expect(categoryOf("Theater")).toBe("theatre");
});

test.each(["", "x", "concert; drop", "concertss", "__proto__", "constructor", "../x"])("%j is no category", (name) => {
  expect(categoryName.safeParse(name).error?.issues[0]?.message).toBe(
    "must be one of concert, opera, theatre, comedy, sport, festival, family",
  );
});

test("a search and a new event take the same names and refuse the same", () => {
  expect(searchQuery.parse({ category: "Conciertos" }).category).toBe("concert");
  expect(searchQuery.parse({ category: "" }).category).toBeUndefined();
  expect(searchQuery.safeParse({ category: "nonsense" }).error?.issues).toMatchObject([
    { path: ["category"], message: expect.stringContaining("concert, opera") },
  ]);
  expect(newEventBody.shape.category.parse("Theatres")).toBe("theatre");
});
