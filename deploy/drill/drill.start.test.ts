import { expect, test } from "vitest";
import { CONTROLS } from "./controls.ts";
import { FAULTS } from "./faults.ts";
import { playFault } from "./play-fault.ts";

// The whole drill takes longer than a test may: `npm run drill` plays every fault with 500 orders (docs/drill.md).
test.each(FAULTS.filter(({ name }) => /^(pause of PostgreSQL|gateway hangs)/.test(name)).map((fault) => ({ fault })))(
  "$fault.name: no acknowledged order is lost, and every planted damage is found",
  async ({ fault }) => {
    const row = await playFault(fault, 24);
    expect(row.problems).toEqual([]);
    expect(row).toMatchObject({ verdict: "ok", lost: 0, invariants: 0, history: 0 });
    expect(row.controls).toBe(`${CONTROLS.length} of ${CONTROLS.length} found`);
    expect(row.acknowledged).toBeGreaterThanOrEqual(12);
  },
);
