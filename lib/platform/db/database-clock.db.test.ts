import { afterEach, expect, test, vi } from "vitest";
import { forgetSingleton } from "../singleton.ts";
import { aDatabase } from "../testing/database.ts";
import { databaseNow, measureClock } from "./database-clock.ts";

aDatabase();
afterEach(() => {
  vi.useRealTimers();
  forgetSingleton("database-clock");
});

const TWENTY_MINUTES = 20 * 60_000;

test.each([TWENTY_MINUTES, -TWENTY_MINUTES])(
  "a clock that is wrong by %i ms counts as the database's",
  async (wrongBy) => {
    const right = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: right + wrongBy });
    expect(databaseNow().getTime()).toBe(right + wrongBy);
    await measureClock();
    // The faked clock stands, the database's goes on: the difference is what this test took.
    const differs = databaseNow().getTime() - right;
    expect(differs).toBeGreaterThanOrEqual(0);
    expect(differs).toBeLessThan(TWENTY_MINUTES / 2);
  },
);

test("clocks that agree are left alone", async () => {
  await measureClock();
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000 });
  expect(databaseNow().getTime()).toBe(1_000);
});
