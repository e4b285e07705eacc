import { expect, test } from "vitest";
import { loggedPath } from "./logged-path.ts";

test("a key that opens something by itself is no part of a logged path", () => {
  const key = "7-Rk3s_9ZtQ";
  for (const [path, kept] of [
    [`/preview/${key}`, "/preview/[key]"],
    [`/preview/${key}/seats?_rsc=1`, "/preview/[key]/seats"],
    [`/invitations/${key}`, "/invitations/[key]"],
    [`/events/ring-berlin/access/${key}#x`, "/events/ring-berlin/access/[key]"],
  ] as const)
    expect(loggedPath(path)).toBe(kept);
  expect(loggedPath("/events/ring-berlin/seats?n=2")).toBe("/events/ring-berlin/seats");
});
