import { describe, expect, test } from "vitest";
import { mayAccept, mayRenewLink, mayStillInvite } from "./invitation-rules.ts";

const NOW = new Date("2026-11-28T12:00:00Z");
const earlier = (ms: number) => new Date(NOW.getTime() - ms);

test("an open invitation gets a new link from a minute after the last one", () => {
  expect(mayRenewLink(earlier(59_999), NOW)).toBe(false);
  expect(mayRenewLink(earlier(60_000), NOW)).toBe(true);
});

describe("an invitation", () => {
  const invitation = {
    email: "Ana@example.org",
    acceptedAt: null,
    revokedAt: null,
    expiresAt: new Date(NOW.getTime() + 1),
  };
  const person = { email: "ana@example.org", isProven: true, isDisabled: false };

  test("can be accepted by the person whose verified address it was sent to", () => {
    expect(mayAccept(invitation, person, NOW)).toBe(true);
  });

  test.each([
    ["when it was accepted", { acceptedAt: NOW }, {}],
    ["when it was taken back", { revokedAt: NOW }, {}],
    ["when its time is over", { expiresAt: NOW }, {}],
    ["by the owner of another address", {}, { email: "bea@example.org" }],
    ["by an address that is not proven", {}, { isProven: false }],
    ["by a disabled person", {}, { isDisabled: true }],
  ])("is not spent %s", (_when, invited, by) => {
    expect(mayAccept({ ...invitation, ...invited }, { ...person, ...by }, NOW)).toBe(false);
  });
});

test.each([
  ["an owner", { role: "OWNER" }, "OWNER", true],
  ["a former owner in a lower role", { role: "MANAGER" }, "GATE", false],
  ["someone who left", { role: undefined }, "GATE", false],
  ["a disabled owner", { role: "OWNER", isDisabled: true }, "GATE", false],
  ["an administrator", { role: undefined, isAdmin: true }, "OWNER", true],
] as const)("an invitation by %s, now %o, as %s counts: %s", (_who, inviter, role, counts) => {
  expect(mayStillInvite({ isAdmin: false, isDisabled: false, ...inviter }, role)).toBe(counts);
});

test("an invitation by a person who does not exist any more does not count", () => {
  expect(mayStillInvite(undefined, "GATE")).toBe(false);
});
