import { describe, expect, it } from "vitest";
import type { Staff } from "../authority.ts";
import { PERMISSIONS, type Permission, ROLES, type Role } from "../permissions.ts";
import { mayGiveRole } from "./give-role.ts";

const HERE = "01930000-0000-7000-8000-000000000001";

function aMember(role: Role | undefined, isAdmin = false): Staff {
  const roles = role ? [{ organizationId: HERE, role }] : [];
  const person = { keys: ["user:1"], userId: "1", email: undefined, name: undefined };
  return { ...person, isAdmin, isTwoFactor: true, roles };
}

describe("giving a role", () => {
  it.each(ROLES.filter((role) => role !== "OWNER"))("%s cannot make an owner", (role) => {
    expect(mayGiveRole(aMember(role), HERE, "OWNER")).toBe(false);
  });

  it("a member cannot give a role above their own", () => {
    expect(ROLES.filter((role) => mayGiveRole(aMember("OWNER"), HERE, role))).toEqual(ROLES);
    expect(ROLES.filter((role) => mayGiveRole(aMember("BOX_OFFICE"), HERE, role))).toEqual(["BOX_OFFICE", "GATE"]);
    expect(ROLES.filter((role) => mayGiveRole(aMember("GATE"), HERE, role))).toEqual(["GATE"]);
  });

  it("a token gives only roles whose every permission is among its scopes, and never makes an owner", () => {
    const given = (scopes: readonly Permission[]) =>
      ROLES.filter((role) => mayGiveRole({ ...aMember("OWNER"), scopes, onlyFor: HERE }, HERE, role));
    expect(given(["member.manage"])).toEqual([]);
    expect(given(["member.manage", "event.read", "ticket.scan"])).toEqual(["GATE"]);
    expect(given(PERMISSIONS)).toEqual(["MANAGER", "BOX_OFFICE", "GATE", "ANALYST"]);
  });

  it("a role elsewhere counts for nothing here, and a platform administrator may give all", () => {
    expect(mayGiveRole(aMember("OWNER"), "01930000-0000-7000-8000-000000000002", "GATE")).toBe(false);
    expect(mayGiveRole(aMember(undefined, true), HERE, "OWNER")).toBe(true);
  });
});
