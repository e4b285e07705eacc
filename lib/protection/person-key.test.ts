import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PROOFS_MAX, type Proof, proofCookie, readProof } from "./challenges/proof.ts";
import { personKeyOf, standingOf } from "./person-key.ts";

const NOW = new Date("2026-11-22T20:00:00Z");
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }));
afterEach(() => void vi.useRealTimers());

const EVENT = 7;
const hour = () => Date.now() + 3_600_000;
const proof = (given: Partial<Proof> = {}): Proof => ({
  key: "guest:a",
  eventId: EVENT,
  band: "low",
  since: Date.now(),
  until: hour(),
  ...given,
});
const withCookie = (cookie: string) => new Headers({ cookie });

/** The headers of a browser that got these proofs one after the other. */
function browserWith(...proofs: Proof[]): Headers {
  let headers = new Headers();
  for (const each of proofs) headers = withCookie(proofCookie(headers, each).split(";")[0] ?? "");
  return headers;
}

const guest = (...keys: string[]) => ({ keys, userId: undefined });
const asked = (given: Partial<Parameters<typeof personKeyOf>[0]>) =>
  personKeyOf({ who: guest("guest:a"), headers: new Headers(), address: "10.0.0.1", eventId: EVENT, ...given });

describe("the person that limits count", () => {
  test("is the account, where its mail address is proven, whatever network and proof there are", () => {
    const who = { keys: ["user:u", "guest:a"], userId: "u", isEmailProven: true };
    expect(asked({ who })).toBe("user:u");
    expect(asked({ who, headers: browserWith(proof()), address: "10.0.0.2" })).toBe("user:u");
  });

  test("is the network for an account without a proven mail address, until it has a proof", () => {
    const who = { keys: ["user:u", "guest:a"], userId: "u", isEmailProven: false };
    expect(asked({ who })).toMatch(/^network:/);
    expect(asked({ who, headers: browserWith(proof()) })).toBe("guest:a");
    expect(asked({ who, headers: browserWith(proof(), proof({ key: "user:u" })) })).toBe("user:u");
  });

  test("is one and the same for all guests of a network without a proof, with a cookie or without", () => {
    const all = ["guest:a", "guest:b"].map((key) => asked({ who: guest(key) }));
    expect(new Set([...all, asked({ who: guest() })])).toEqual(new Set([expect.stringMatching(/^network:[\w-]{22}$/)]));
    expect(asked({ address: "10.0.0.2" })).not.toBe(all[0]);
    expect(asked({ eventId: 8 })).not.toBe(all[0]);
    expect(all[0]).not.toContain("10.0.0.1");
  });

  test("is one for the addresses of an IPv6 /64", () => {
    expect(asked({ address: "2001:db8:1:2::1" })).toBe(asked({ address: "2001:db8:1:2:ffff::9" }));
    expect(asked({ address: "2001:db8:1:2::1" })).not.toBe(asked({ address: "2001:db8:1:3::1" }));
  });

  test("is the guest with a proof", () => {
    expect(asked({ headers: browserWith(proof()) })).toBe("guest:a");
  });
});

describe("a proof", () => {
  test("serves neither another buyer nor another event", () => {
    const headers = browserWith(proof());
    expect(asked({ headers, who: guest("guest:b") })).toMatch(/^network:/);
    expect(asked({ headers, eventId: 8 })).toMatch(/^network:/);
  });

  test("ends with its time", () => {
    const headers = browserWith(proof());
    vi.setSystemTime(Date.now() + 3_600_000 - 1);
    expect(asked({ headers })).toBe("guest:a");
    vi.setSystemTime(Date.now() + 1);
    expect(asked({ headers })).toMatch(/^network:/);
  });

  test("is worth nothing when it is changed, cut or made elsewhere", () => {
    const cookie = browserWith(proof()).get("cookie") ?? "";
    const [name, value = ""] = cookie.split("=");
    const forged = Buffer.from(JSON.stringify([proof({ key: "guest:b" })])).toString("base64url");
    const signature = value.split(".")[1];
    for (const bad of [`${value}x`, value.slice(0, -1), `${forged}.${signature}`, forged, ".", "", "%E0%A4%A"])
      expect(asked({ headers: withCookie(`${name}=${bad}`), who: guest("guest:a", "guest:b") }), bad).toMatch(
        /^network:/,
      );
  });

  test("stands beside those of other events, of which the oldest give way; a newer one replaces its own", () => {
    const many = Array.from({ length: PROOFS_MAX + 1 }, (_, i) => proof({ eventId: i + 1 }));
    const headers = browserWith(...many, proof({ eventId: 3, band: "high" }));
    const found = many.map(({ eventId }) => readProof(headers, { eventId, keys: ["guest:a"] })?.band);
    expect(found).toEqual([undefined, "low", "high", "low", "low", "low", "low", "low", "low"]);
  });

  test("comes in a cookie for this host only, hidden from scripts, as long as the longest one lasts", () => {
    const longer = browserWith(proof({ eventId: 8, until: hour() + 60_000 }));
    expect(proofCookie(longer, proof())).toMatch(
      /^fairseat_proof=[\w-]+\.[\w-]+; Max-Age=3660; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });
});

describe("the standing of a sender", () => {
  const standing = (given: Partial<Parameters<typeof standingOf>[0]>) =>
    standingOf({ who: guest("guest:a"), headers: new Headers(), address: "10.0.0.1", eventId: EVENT, ...given });

  test("is that of their network without a proof, and their own with one, which says since when", () => {
    expect(standing({})).toEqual({ networkKey: asked({}), provenAt: undefined, isSuspected: false });
    expect(standing({ headers: browserWith(proof()) })).toEqual({
      ...{ networkKey: undefined, provenAt: NOW, isSuspected: false },
    });
    expect(standing({ headers: browserWith(proof({ band: "high" })) })).toMatchObject({ isSuspected: true });
  });

  test("is an account's own where its address is proven, with the time of a proof if there is one", () => {
    const who = { keys: ["user:u"], userId: "u", isEmailProven: true };
    expect(standing({ who })).toEqual({ networkKey: undefined, provenAt: undefined, isSuspected: false });
    expect(standing({ who, headers: browserWith(proof({ key: "user:u" })) })).toMatchObject({ provenAt: NOW });
  });
});
