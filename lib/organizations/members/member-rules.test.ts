import { describe, expect, test } from "vitest";
import type { Role } from "../permissions.ts";
import { rulesOnRole, soleOwnerships } from "./member-rules.ts";

describe("a member's role", () => {
  test.each([
    [{ role: undefined, otherOwners: 3 }, "GATE", "missing"],
    [{ role: undefined, otherOwners: 0 }, undefined, "missing"],
    [{ role: "OWNER", otherOwners: 0 }, "GATE", "last_owner"],
    [{ role: "OWNER", otherOwners: 0 }, undefined, "last_owner"],
    [{ role: "OWNER", otherOwners: 0 }, "OWNER", "done"],
    [{ role: "OWNER", otherOwners: 1 }, "GATE", "done"],
    [{ role: "OWNER", otherOwners: 1 }, undefined, "done"],
    [{ role: "GATE", otherOwners: 0 }, "OWNER", "done"],
    [{ role: "GATE", otherOwners: 0 }, undefined, "done"],
  ] as const)("%o, to become %s: %s", (standing, next, outcome) => {
    expect(rulesOnRole({ ...standing, mayChange: () => true }, next)).toBe(outcome);
  });

  test("is not changed by those who may not change its holder, not even where it would stay", () => {
    const standing = { role: "OWNER", otherOwners: 1, mayChange: (role: Role) => role !== "OWNER" } as const;
    expect([rulesOnRole(standing, "GATE"), rulesOnRole(standing, undefined)]).toEqual(["above", "above"]);
    expect(rulesOnRole({ ...standing, role: "GATE" }, undefined)).toBe("done");
  });

  test("a person's sole ownerships are those where every owner is that person, by name", () => {
    const [a, b, c] = ["b-hall", "a-hall", "c-hall"].map((name) => ({ id: name, name }));
    if (!a || !b || !c) throw new Error("three organizations");
    const owners = [
      { userId: "me", organization: a },
      { userId: "me", organization: b },
      { userId: "me", organization: c },
      { userId: "you", organization: c },
    ];
    expect(soleOwnerships(owners, "me")).toEqual(["a-hall", "b-hall"]);
    expect(soleOwnerships(owners, "you")).toEqual([]);
    expect(soleOwnerships([], "me")).toEqual([]);
  });
});
