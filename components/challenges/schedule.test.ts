import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSchedule } from "./schedule.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Tab extends EventTarget {
  hidden = false;
  show() {
    this.hidden = false;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

function opened() {
  const [tab, work] = [new Tab(), vi.fn()];
  const schedule = createSchedule(work);
  return { tab, work, schedule, open: () => schedule.start(tab as unknown as Document) };
}

test("does its work at its time, once, in a page that is open", () => {
  const { work, schedule, open } = opened();
  schedule.plan(1_000);
  vi.advanceTimersByTime(5_000);
  expect(work).not.toHaveBeenCalled();
  const close = open();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(1);
  schedule.plan(1_000);
  vi.advanceTimersByTime(999);
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(9_000);
  expect(work).toHaveBeenCalledTimes(2);
  schedule.plan(1_000);
  close();
  vi.advanceTimersByTime(9_000);
  expect(work).toHaveBeenCalledTimes(2);
});

test("waits for a page that is looked at, and makes up for what a sleeping phone missed", () => {
  const { tab, work, schedule, open } = opened();
  open();
  schedule.plan(1_000);
  tab.hidden = true;
  vi.advanceTimersByTime(60_000);
  expect(work).not.toHaveBeenCalled();
  tab.show();
  expect(work).toHaveBeenCalledTimes(1);
  tab.show();
  expect(work).toHaveBeenCalledTimes(1);
});
