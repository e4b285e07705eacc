import { expect, test } from "vitest";
import { createMemoryGateway } from "#lib/payments/testing/memory-gateway";
import { offerSeconds } from "./offer-seconds.ts";

const createdAt = new Date("2026-11-28T12:00:00Z");
const after = (seconds: number) => new Date(createdAt.getTime() + seconds * 1_000);
const gateway = (authorizationSeconds?: number) =>
  createMemoryGateway({
    takes: "authorize",
    voids: true,
    lost: "search",
    ...(authorizationSeconds === undefined ? {} : { authorizationSeconds }),
  }).gateway;

test.each([
  ["money that stays reserved for days", "AUTHORIZED", undefined, 300, 900],
  ["money that is taken", "CAPTURED", 600, 300, 900],
  ["money that goes in ten minutes", "AUTHORIZED", 600, 0, 540],
  ["money that goes in ten minutes and is five old", "AUTHORIZED", 600, 300, 240],
  ["money that is about to go", "AUTHORIZED", 600, 500, 0],
] as const)("%s", (_what, held, authorizationSeconds, age, seconds) => {
  expect(offerSeconds({ held, createdAt, now: after(age) }, gateway(authorizationSeconds))).toBe(seconds);
});

test("a gateway of sales reserves nothing that could go", () => {
  const selling = createMemoryGateway({ takes: "sale", voids: false, lost: "repeat" }).gateway;
  expect(offerSeconds({ held: "AUTHORIZED", createdAt, now: after(0) }, selling)).toBe(900);
});
