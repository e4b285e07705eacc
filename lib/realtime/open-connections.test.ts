import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetSingleton } from "#lib/platform/singleton";
import { OPEN_MAX, takePlace } from "./open-connections.ts";

const scaleBefore = process.env.RATE_LIMIT_SCALE;
const start = (scale: string | undefined) => {
  process.env.RATE_LIMIT_SCALE = scale ?? "";
  for (const name of ["env", "open-connections"]) forgetSingleton(name);
};
beforeEach(() => start("1"));
afterEach(() => start(scaleBefore));

const many = (count: number, address: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => takePlace(address(n)));
const taken = (places: ReturnType<typeof takePlace>[]) => places.filter(({ ok }) => ok).length;

test("one address has so many connections open and no more, all of a /64 together, and others are not affected", () => {
  expect(taken(many(OPEN_MAX.address + 1, () => "203.0.113.9"))).toBe(OPEN_MAX.address);
  expect(takePlace("203.0.113.9")).toEqual({ ok: false, scope: "address" });
  expect(taken(many(OPEN_MAX.address + 1, (n) => `2001:db8:1:2::${n.toString(16)}`))).toBe(OPEN_MAX.address);
  expect(takePlace("2001:db8:1:3::1").ok).toBe(true);
});

test("a connection that ends makes room for one, however often its end is said", () => {
  const places = many(OPEN_MAX.address, () => "203.0.113.9");
  const [first] = places;
  if (first?.ok) for (let i = 0; i < 3; i++) first.leave();
  expect(taken(many(3, () => "203.0.113.9"))).toBe(1);
});

test("all connections of a server together are bounded", () => {
  expect(taken(many(OPEN_MAX.all, (n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`))).toBe(OPEN_MAX.all);
  expect(takePlace("203.0.113.9")).toEqual({ ok: false, scope: "all" });
});
