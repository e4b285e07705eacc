import { expect, test } from "vitest";
import { FAULTS } from "./faults.ts";
import { playFault } from "./play-fault.ts";

// The whole drill takes longer than a test may: `npm run drill` plays every fault with 500 orders (docs/drill.md).
test.each(
  FAULTS.filter(({ name }) => /^(pause of PostgreSQL|gateway hangs)/.test(name)).map((fault, i) => ({ fault, i })),
)("$fault.name: no acknowledged order is lost, and a planted damage is found", async ({ fault, i }) => {
  const row = await playFault(fault, { orders: 24, control: i + 2 });
  expect(row.problems).toEqual([]);
  expect(row).toMatchObject({ verdict: "ok", control: expect.stringMatching(/: found$/) });
  expect(row.acknowledged).toBeGreaterThanOrEqual(12);
});
