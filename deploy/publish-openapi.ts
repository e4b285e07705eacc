/**
 * Stores the API's OpenAPI document as published. app/api/v1/published.test.ts compares it with the present one to find changes
 * that break clients. Refuses such changes until the version is raised and has a note in docs/api-versions.md.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { breakingChanges } from "#lib/platform/http/openapi/changes";
import type { JsonObject } from "#lib/platform/http/openapi/schema";
import { apiDocument } from "../app/api/v1/api-document.ts";

const kept = new URL("../docs/api/openapi-1.json", import.meta.url);
const notes = new URL("../docs/api-versions.md", import.meta.url);

const now = apiDocument();
const before = existsSync(kept) ? (JSON.parse(readFileSync(kept, "utf8")) as JsonObject) : now;
const problem = problemWith(before, now);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
writeFileSync(kept, `${JSON.stringify(now, null, 2)}\n`);
process.stdout.write(`Published version ${versionOf(now)} to docs/api/openapi-1.json\n`);
process.exit(0);

function problemWith(published: JsonObject, next: JsonObject): string | undefined {
  const version = versionOf(next);
  const changes = breakingChanges(published, next);
  if (changes.length > 0 && version === versionOf(published)) {
    const list = changes.map((change) => `  ${change}`).join("\n");
    return `This breaks clients of version ${version}; raise the version in app/api/v1/api-info.ts first:\n${list}`;
  }
  if (readFileSync(notes, "utf8").includes(`\n## ${version}\n`)) return undefined;
  return `docs/api-versions.md has no heading "## ${version}": write there what changed and what clients do about it.`;
}

function versionOf(document: JsonObject): string {
  return (document.info as { version: string }).version;
}
