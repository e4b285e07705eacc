import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

test("a page that breaks is logged by its path, without the key that stands in it", () => {
  const script = `import { noteRequestError } from "#lib/platform/observability/note-request-error";
    noteRequestError(new Error("x"), { path: "/preview/7-Rk3s_9ZtQ/seats?a=1", method: "GET" });`;
  const env = { ...process.env, LOG_LEVEL: "info" };
  const text = execFileSync(process.execPath, ["--input-type=module", "-e", script], { env, encoding: "utf8" });
  expect(text).toContain("/preview/[key]/seats");
  expect(text).not.toContain("Rk3s_9ZtQ");
});
