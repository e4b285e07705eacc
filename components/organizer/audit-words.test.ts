import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LOCALES } from "../layout/locales.ts";

/** The actions that the services write into the audit log. */
const actions = new Set(
  globSync("lib/**/*.ts")
    .filter((file) => !/\.test\.ts$|\/testing\//.test(file))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\baction: "([a-z_]+)\.([a-z_]+)"/g)])
    .map(([, area, deed]) => `${area}.${deed}`),
);

test.each(LOCALES)("every audited action has its words in %s", (locale) => {
  const file = readFileSync(`app/messages/${locale}/organizer.json`, "utf8");
  const { did } = JSON.parse(file).audit as { did: Record<string, Record<string, string>> };
  expect([...actions].filter((action) => !did[action.split(".")[0] ?? ""]?.[action.split(".")[1] ?? ""])).toEqual([]);
  expect(actions.size).toBeGreaterThan(40);
});
