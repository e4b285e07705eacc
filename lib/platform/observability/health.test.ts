import { expect, test } from "vitest";
import { checkDependencies, type Dependency } from "./health.ts";

const dependency = (name: string, isNeeded: boolean, isUp: boolean): Dependency => ({
  name,
  isNeeded,
  ask: () => (isUp ? Promise.resolve() : Promise.reject(new Error("out of reach"))),
});

test("a process is ready while everything it needs answers, and says of each dependency how it is", async () => {
  const answer = await checkDependencies([dependency("database", true, true), dependency("redis", false, false)]);
  expect(answer).toMatchObject({
    status: "ok",
    dependencies: [
      { name: "database", status: "ok", needed: true },
      { name: "redis", status: "down", needed: false },
    ],
  });
});

test("a process is not ready without something it needs", async () => {
  expect(await checkDependencies([dependency("database", true, false)])).toMatchObject({ status: "unavailable" });
});

test("a dependency that never answers counts as down", async () => {
  const silent: Dependency = { name: "silent", isNeeded: true, ask: () => new Promise(() => {}) };
  expect(await checkDependencies([silent])).toMatchObject({
    status: "unavailable",
    dependencies: [{ status: "down" }],
  });
});

test("a dependency that works with a fault makes the process degraded, which still serves", async () => {
  const strained: Dependency = { name: "strained", isNeeded: true, ask: () => Promise.resolve("degraded") };
  expect(await checkDependencies([strained, dependency("redis", false, false)])).toMatchObject({
    status: "degraded",
    dependencies: [{ name: "strained", status: "degraded" }, { status: "down" }],
  });
  expect(await checkDependencies([strained, dependency("database", true, false)])).toMatchObject({
    status: "unavailable",
  });
});
