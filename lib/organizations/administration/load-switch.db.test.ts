import { afterEach, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { isStepOn, loadState } from "#lib/protection/load/load-state";
import { readLoadHere } from "#lib/protection/load/read-load-here";
import { watchLoad } from "#lib/protection/load/watch-load";
import { setLoadSwitch } from "./set-load-switch.ts";

aDatabase();
afterEach(() => forgetSingleton("load-state"));

const ADMINISTRATOR = {
  ...{ userId: "01930000-0000-7000-8000-000000000001", keys: ["user:01930000-0000-7000-8000-000000000001"] as const },
  ...{ isAdmin: true, isTwoFactor: true },
} as unknown as Parameters<typeof setLoadSwitch>[0];
const stepHere = (name: string) => readLoadHere().steps.find(({ step }) => step === name);

test("a forced step is on here at once and in another process soon, whatever the load, and each change is logged with what was before", async () => {
  await setLoadSwitch(ADMINISTRATOR, { step: "browsing", setting: "forced" });
  expect(stepHere("browsing")).toMatchObject({ is_on: true, why: "forced", setting: "forced" });
  expect(isStepOn("advice")).toBe(false);

  // Another process knows nothing until its watch has read the switches.
  forgetSingleton("load-state");
  expect(isStepOn("browsing")).toBe(false);
  const stop = watchLoad();
  await expect.poll(() => isStepOn("browsing")).toBe(true);
  stop();

  // A second time changes nothing.
  await setLoadSwitch(ADMINISTRATOR, { step: "browsing", setting: "forced" });
  await setLoadSwitch(ADMINISTRATOR, { step: "browsing", setting: "forbidden" });
  const lines = await db().auditEntry.findMany({ where: { action: "load.switch" }, orderBy: { at: "asc" } });
  expect(lines.map(({ subject, detail }) => [subject, detail])).toEqual([
    ["browsing", { from: "automatic", to: "forced" }],
    ["browsing", { from: "forced", to: "forbidden" }],
  ]);
});

test("a forbidden step stays off at the highest level; the others begin in their order", async () => {
  await setLoadSwitch(ADMINISTRATOR, { step: "browsing", setting: "automatic" });
  await setLoadSwitch(ADMINISTRATOR, { step: "limits", setting: "forbidden" });
  loadState().level = { level: 4, calmSinceMs: null };
  expect(readLoadHere().steps.map(({ step, is_on, why }) => [step, is_on, why])).toEqual([
    ["advice", true, "load"],
    ["browsing", true, "load"],
    ["queue", true, "load"],
    ["limits", false, "forbidden"],
  ]);
  loadState().level = { level: 1, calmSinceMs: null };
  expect(readLoadHere().steps.map(({ is_on }) => is_on)).toEqual([true, false, false, false]);
});
