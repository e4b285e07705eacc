import { describe, expect, it } from "vitest";
import type { Staff } from "../authority.ts";
import { ROLES, type Role } from "../permissions.ts";
import { mayGiveRole } from "./give-role.ts";

const HERE = "01930000-0000-7000-8000-000000000001";

function somebody(role: Role | undefined, isAdmin = false): Staff {
  const roles = role ? [{ organizationId: HERE, role }] : [];
  const person = { keys: ["user:1"], userId: "1", email: undefined, name: undefined };
  return { ...person, isAdmin, isTwoFactor: true, roles };
}

describe("giving a role", () => {
  it.each(ROLES.filter((role) => role !== "OWNER"))("%s cannot make an owner", (role) => {
    expect(mayGiveRole(somebody(role), HERE, "OWNER")).toBe(false);
  });

  it("a member cannot give a role above their own", () => {
    expect(ROLES.filter((role) => mayGiveRole(somebody("OWNER"), HERE, role))).toEqual(ROLES);
    expect(ROLES.filter((role) => mayGiveRole(somebody("BOX_OFFICE"), HERE, role))).toEqual(["BOX_OFFICE", "GATE"]);
    expect(ROLES.filter((role) => mayGiveRole(somebody("GATE"), HERE, role))).toEqual(["GATE"]);
  });

  it("a role elsewhere counts for nothing here, and a platform administrator may give all", () => {
    expect(mayGiveRole(somebody("OWNER"), "01930000-0000-7000-8000-000000000002", "GATE")).toBe(false);
    expect(mayGiveRole(somebody(undefined, true), HERE, "OWNER")).toBe(true);
  });
});
