import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { newTotpSecret, stepOfCode, totpUri } from "./totp.ts";

// RFC 6238, appendix B: the codes of SHA-1, of which the last six digits are those of six-digit codes.
const SECRET = Secret.fromLatin1("12345678901234567890").base32;
const KNOWN = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
] as const;

describe("a code of an authenticator app", () => {
  it.each(KNOWN)("at second %i is the one the standard names", (second, code) => {
    expect(stepOfCode(SECRET, code, second * 1_000)).toBe(Math.floor(second / 30));
  });

  it("is valid one step before and after its own, and no further", () => {
    const [second, code] = KNOWN[1];
    const own = Math.floor(second / 30);
    const stepsLater = (steps: number) => stepOfCode(SECRET, code, (second + 30 * steps) * 1_000);
    expect([-2, -1, 0, 1, 2].map(stepsLater)).toEqual([undefined, own, own, own, undefined]);
  });

  it.each(["", "28708", "2870820", "28708a", "２８７０８２"])("is not %j", (code) => {
    expect(stepOfCode(SECRET, code, 59_000)).toBeUndefined();
  });
});

describe("a new secret", () => {
  it("has 160 bits and differs each time", () => {
    const secrets = [newTotpSecret(), newTotpSecret()];
    expect(new Set(secrets).size).toBe(2);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  });

  it("reaches an app through the address in its QR code, and the app's codes are valid here", () => {
    const secret = newTotpSecret();
    const uri = totpUri(secret, "ana@example.com");
    expect(uri).toMatch(/^otpauth:\/\/totp\/Fairseat:ana%40example\.com\?issuer=Fairseat&/);
    const { searchParams } = new URL(uri);
    const app = new TOTP({ secret: Secret.fromBase32(searchParams.get("secret") ?? "") });
    expect(stepOfCode(secret, app.generate())).toBeTypeOf("number");
  });
});
