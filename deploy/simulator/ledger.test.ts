import { expect, test } from "vitest";
import { createLedger, newId } from "./ledger.ts";

test("a full shelf lets its oldest record go and keeps the rest", () => {
  const { events } = createLedger();
  for (let i = 0; i <= 5000; i++) events.add({ id: `evt_${i}`, created: i, type: "x", object: {} });
  expect(events.get("evt_0")).toBeUndefined();
  expect(events.list()).toHaveLength(5000);
  expect(events.list()[0]?.id).toBe("evt_5000");
});

test("ids are never given twice, also not after a restart", () => {
  expect(new Set(Array.from({ length: 1000 }, () => newId("pi"))).size).toBe(1000);
});
