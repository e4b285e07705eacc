import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { breakingChanges } from "#lib/platform/http/openapi/changes";
import type { JsonObject } from "#lib/platform/http/openapi/schema";
import { apiDocument } from "./api-document.ts";

const read = (path: string) => readFileSync(new URL(`../../../docs/${path}`, import.meta.url), "utf8");
const published = JSON.parse(read("api/openapi-1.json")) as JsonObject & { info: { version: string } };
const now = apiDocument() as JsonObject & { info: { version: string } };

test("a client of the published document still works; what breaks one needs a version, its note, and `npm run api:publish`", () => {
  expect(breakingChanges(published, now)).toEqual([]);
});

test("the version is the published one, and has a note", () => {
  expect(now.info.version).toBe(published.info.version);
  expect(read("api-versions.md")).toContain(`\n## ${now.info.version}\n`);
});

test("plain Node can load every endpoint, as `npm run api:publish` does", () => {
  const code = `await import("./app/api/v1/api-document.ts"); process.exit(0)`;
  const args = ["--input-type=module", "-e", code];
  expect(() => execFileSync(process.execPath, args, { stdio: "pipe", timeout: 60_000 })).not.toThrow();
}, 60_000);
