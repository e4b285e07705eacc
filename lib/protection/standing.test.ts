import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PROOFS_MAX, type Proof, proofCookie, readProof } from "./challenges/proof.ts";
import { standingOf } from "./standing.ts";

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
const standing = (given: Partial<Parameters<typeof standingOf>[0]>) =>
  standingOf({ who: guest("guest:a"), headers: new Headers(), address: "10.0.0.1", eventId: EVENT, ...given });
/** The network that a sender counts with; undefined for a person. */
const networkOf = (given: Parameters<typeof standing>[0]) => standing(given).networkKey;

describe("the person that limits count", () => {
  test("is the account, where its mail address is proven, whatever network and proof there are", () => {
    const who = { keys: ["user:u", "guest:a"], userId: "u", isEmailProven: true };
    expect(standing({ who })).toEqual({ networkKey: undefined, provenAt: undefined, isSuspected: false });
    expect(standing({ who, headers: browserWith(proof({ key: "user:u" })) })).toMatchObject({
      ...{ networkKey: undefined, provenAt: NOW },
    });
  });

  test("is the network for an account without a proven mail address, until it has a proof of its own", () => {
    const who = { keys: ["user:u", "guest:a"], userId: "u", isEmailProven: false };
    expect(networkOf({ who })).toMatch(/^network:/);
    expect(networkOf({ who, headers: browserWith(proof({ key: "user:u" })) })).toBeUndefined();
  });

  test("is not lent: accounts that share the proof of one guest are no persons by it", () => {
    const headers = browserWith(proof());
    for (const userId of ["u", "v"]) {
      const who = { keys: [`user:${userId}`, "guest:a"], userId, isEmailProven: false };
      expect(networkOf({ who, headers })).toMatch(/^network:/);
    }
  });

  test("is one and the same for all guests of a network without a proof, with a cookie or without", () => {
    const all = ["guest:a", "guest:b"].map((key) => networkOf({ who: guest(key) }));
    const one = new Set([...all, networkOf({ who: guest() })]);
    expect(one).toEqual(new Set([expect.stringMatching(/^network:[\w-]{22}$/)]));
    expect(networkOf({ address: "10.0.0.2" })).not.toBe(all[0]);
    expect(networkOf({ eventId: 8 })).not.toBe(all[0]);
    expect(all[0]).not.toContain("10.0.0.1");
  });

  test("is one for the addresses of an IPv6 /64", () => {
    expect(networkOf({ address: "2001:db8:1:2::1" })).toBe(networkOf({ address: "2001:db8:1:2:ffff::9" }));
    expect(networkOf({ address: "2001:db8:1:2::1" })).not.toBe(networkOf({ address: "2001:db8:1:3::1" }));
  });

  test("is the guest with a proof, which says since when and at what risk", () => {
    expect(standing({ headers: browserWith(proof()) })).toEqual({
      ...{ networkKey: undefined, provenAt: NOW, isSuspected: false },
    });
    expect(standing({ headers: browserWith(proof({ band: "high" })) })).toMatchObject({ isSuspected: true });
  });
});

describe("a proof", () => {
  test("serves neither another buyer nor another event", () => {
    const headers = browserWith(proof());
    expect(networkOf({ headers, who: guest("guest:b") })).toMatch(/^network:/);
    expect(networkOf({ headers, eventId: 8 })).toMatch(/^network:/);
  });

  test("ends with its time", () => {
    const headers = browserWith(proof());
    vi.setSystemTime(Date.now() + 3_600_000 - 1);
    expect(networkOf({ headers })).toBeUndefined();
    vi.setSystemTime(Date.now() + 1);
    expect(networkOf({ headers })).toMatch(/^network:/);
  });

  test("is worth nothing when it is changed, cut or made elsewhere", () => {
    const cookie = browserWith(proof()).get("cookie") ?? "";
    const [name, value = ""] = cookie.split("=");
    const forged = Buffer.from(JSON.stringify([proof({ key: "guest:b" })])).toString("base64url");
    const signature = value.split(".")[1];
    for (const bad of [`${value}x`, value.slice(0, -1), `${forged}.${signature}`, forged, ".", "", "%E0%A4%A"])
      expect(networkOf({ headers: withCookie(`${name}=${bad}`), who: guest("guest:a", "guest:b") }), bad).toMatch(
        /^network:/,
      );
  });

  test("stands beside those of other events, of which the oldest give way; a newer one replaces its own", () => {
    const many = Array.from({ length: PROOFS_MAX + 1 }, (_, i) => proof({ eventId: i + 1 }));
    const headers = browserWith(...many, proof({ eventId: 3, band: "high" }));
    const found = many.map(({ eventId }) => readProof(headers, { eventId, key: "guest:a" })?.band);
    expect(found).toEqual([undefined, "low", "high", "low", "low", "low", "low", "low", "low"]);
  });

  test("comes in a cookie for this host only, hidden from scripts, as long as the longest one lasts", () => {
    const longer = browserWith(proof({ eventId: 8, until: hour() + 60_000 }));
    expect(proofCookie(longer, proof())).toMatch(
      /^fairseat_proof=[\w-]+\.[\w-]+; Max-Age=3660; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });
});
