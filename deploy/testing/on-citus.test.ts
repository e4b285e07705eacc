import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const SCRIPT = "deploy/testing/on-citus.ts";

test("without a coordinator the tests on Citus say that nothing was tested", () => {
  const { CITUS_URL: _, ...env } = process.env;
  const { stdout, status } = spawnSync(process.execPath, [SCRIPT], { env, encoding: "utf8" });
  expect(stdout).toBe("SKIPPED: CITUS_URL names no coordinator, so nothing was tested on Citus.\n");
  expect(status).toBe(0);
});

test("every file that they leave out exists", () => {
  const files = [...readFileSync(SCRIPT, "utf8").matchAll(/"(\S+\.(?:db|race)\.test\.ts)":\s/g)].map(
    ([, file = ""]) => file,
  );
  expect(files.length).toBeGreaterThan(1);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
