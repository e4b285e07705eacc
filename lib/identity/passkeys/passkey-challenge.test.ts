import { afterEach, describe, expect, it, vi } from "vitest";
import { CHALLENGE_TTL_MS, openChallenge, relyingParty, sealChallenge } from "./passkey-challenge.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("a challenge in a cookie", () => {
  it("is read back for its own purpose only", () => {
    const sealed = sealChallenge({ purpose: "register", challenge: "abc", userId: "somebody" });
    expect(openChallenge(sealed, "register")).toMatchObject({ challenge: "abc", userId: "somebody" });
    expect(openChallenge(sealed, "sign-in")).toBeUndefined();
  });

  it("lapses after ten minutes", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const sealed = sealChallenge({ purpose: "sign-in", challenge: "abc" });
    vi.setSystemTime(Date.now() + CHALLENGE_TTL_MS - 1);
    expect(openChallenge(sealed, "sign-in")).toBeDefined();
    vi.setSystemTime(Date.now() + 1);
    expect(openChallenge(sealed, "sign-in")).toBeUndefined();
  });

  it("is rejected when it was changed, was not sealed here, or is missing", () => {
    const bytes = Buffer.from(sealChallenge({ purpose: "sign-in", challenge: "abc" }), "base64url");
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    for (const text of [bytes.toString("base64url"), "", "AAAA", "x".repeat(2_000), undefined]) {
      expect(openChallenge(text, "sign-in")).toBeUndefined();
    }
  });
});

it("passkeys are made for the host of the site's address", () => {
  expect(relyingParty()).toEqual({ name: "Fairseat", id: "localhost", origin: "http://localhost:3000" });
});
