import { describe, expect, it } from "vitest";
import { hashRecoveryCode, newRecoveryCodes, plainRecoveryCode } from "./recovery-code.ts";

describe("recovery codes", () => {
  it("are ten, all different, in two groups that can be read aloud", () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it.each(["7K2QD-M0XR1", "7k2qd m0xr1", " 7K2QDMOXRL ", "7k2qd-moxri"])("may be typed as %j", (typed) => {
    expect(plainRecoveryCode(typed)).toBe("7K2QDM0XR1");
  });

  it.each(["", "123456", "7K2QD-M0XR", "7K2QD-M0XR11", "7K2QD-M0XRU", "x".repeat(9_000)])("are not %j", (typed) => {
    expect(plainRecoveryCode(typed)).toBeUndefined();
  });

  it("are stored under another hash for each person", () => {
    expect(hashRecoveryCode("a", "7K2QDM0XR1")).not.toBe(hashRecoveryCode("b", "7K2QDM0XR1"));
  });
});
