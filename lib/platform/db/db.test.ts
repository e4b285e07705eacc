import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Product files: what tests, builders and tools open is another matter. */
const files = globSync("{app,lib}/**/*.{ts,tsx}", {
  exclude: ["**/*.test.*", "**/testing/**", "lib/platform/db/db.ts"],
});

test("the product reaches the database through eventDb or globalDb, so that an event may live on another server", () => {
  expect(files.length).toBeGreaterThan(300);
  const direct = files.filter((file) => /\bdb\(\)/.test(readFileSync(file, "utf8")));
  expect(direct).toEqual([]);
});
