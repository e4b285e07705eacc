import { createChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { forgetSingleton } from "#lib/platform/singleton";
import { RISK_BANDS } from "../risk/signals.ts";
import type { ChallengeWire } from "./contract.ts";
import { CHALLENGE_MS, COST, PROOF_MS, triesMaxFor } from "./difficulty.ts";
import { BUSY_PER_SECOND, noteChallenge } from "./load.ts";
import { makeChallenge } from "./make-challenge.ts";
import { proveBySolution } from "./prove-by-solution.ts";
import { solve, tampered } from "./testing/solve.ts";

const NOW = new Date("2026-11-22T20:00:00Z");
const EVENT = 7;
const KEY = "guest:0192f0c1-5b7e-7d6a-9c3f-2a1b0c9d8e7f";
const asked = { eventId: EVENT, key: KEY, band: "low", withoutCheck: false } as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  forgetSingleton("challenge-load");
});
afterEach(() => void vi.useRealTimers());

describe("how much work a challenge is", () => {
  test("grows with the risk and in a rush, and stands in for a check that is left out", () => {
    const triesOf = (load: 1 | 2, skipsCheck: boolean) =>
      RISK_BANDS.map((band) => triesMaxFor({ band, load, skipsCheck }));
    expect(triesOf(1, false)).toEqual([256, 1_024, 4_096]);
    expect(triesOf(2, false)).toEqual([512, 2_048, 8_192]);
    expect(triesOf(1, true)[2]).toBe(16_384);
    expect(triesOf(2, true)[2]).toBe(16_384);
  });

  test("is as much as it says at most, whatever number solves it, and one derivation for the server", async () => {
    const { tries, ...answer } = await solve(await makeChallenge(asked));
    expect(answer.challenge.parameters.cost).toBe(COST);
    expect(tries).toBe(answer.solution.counter + 1);
    expect(tries).toBeLessThanOrEqual(256);
  });

  test("doubles while an event has more than fifty a second, and until ten seconds after", () => {
    const many = (count: number) => Array.from({ length: count }, () => noteChallenge(EVENT)).at(-1);
    expect(many(BUSY_PER_SECOND * 10)).toBe(1);
    expect(many(1)).toBe(2);
    expect(noteChallenge(EVENT + 1)).toBe(1);
    vi.setSystemTime(Date.now() + 10_000);
    expect(many(1)).toBe(2);
    vi.setSystemTime(Date.now() + 10_000);
    expect(many(1)).toBe(1);
  });
});

describe("a solution", () => {
  let solved: Awaited<ReturnType<typeof solve>>;
  let other: ChallengeWire;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: NOW });
    other = await makeChallenge(asked);
    solved = await solve(await makeChallenge(asked));
  });

  const prove = (given: Partial<Parameters<typeof proveBySolution>[0]> = {}) =>
    proveBySolution({ eventId: EVENT, keys: [KEY], checkToken: undefined, ...solved, ...given });
  const codeOf = async (given: Parameters<typeof prove>[0]) => {
    const result = await prove(given);
    return result.ok ? "proven" : result.refusal.code;
  };

  test("earns a proof for its buyer, its event and its risk, which counts from when the challenge was made", async () => {
    const at = NOW.getTime();
    const proof = { key: KEY, eventId: EVENT, band: "low", since: at, until: at + PROOF_MS.low };
    expect(await prove()).toEqual({ ok: true, proof });
    vi.setSystemTime(at + CHALLENGE_MS);
    expect(await prove({ keys: ["user:u", KEY] })).toEqual({ ok: true, proof });
  });

  test("is refused when its challenge is too old", async () => {
    vi.setSystemTime(Date.now() + CHALLENGE_MS + 1);
    expect(await codeOf({})).toBe("challenge_expired");
  });

  test("is refused for another buyer, for nobody and for another event", async () => {
    expect(await codeOf({ keys: ["guest:another"] })).toBe("challenge_not_yours");
    expect(await codeOf({ keys: [] })).toBe("challenge_not_yours");
    expect(await codeOf({ eventId: EVENT + 1 })).toBe("challenge_not_yours");
  });

  test("is refused when anything in its challenge was changed", async () => {
    const { parameters } = solved.challenge;
    const data = (given: Partial<typeof parameters.data>) => ({ data: { ...parameters.data, ...given } });
    const changes: Partial<typeof parameters>[] = [
      ...[data({ key: "guest:b" }), data({ event: 8 }), data({ band: "middle" }), data({ made: Date.now() + 1 })],
      ...[data({ check: "turnstile" }), { expiresAt: parameters.expiresAt + 1 }, { cost: 1 }, { keyPrefix: "00" }],
      ...[{ keySignature: other.challenge.parameters.keySignature }, { salt: "00" }],
    ];
    for (const change of changes) {
      const challenge = tampered(solved.challenge, change);
      const keys = [KEY, "guest:b"];
      for (const eventId of [EVENT, 8]) expect(await codeOf({ challenge, keys, eventId })).toBe("challenge_invalid");
    }
  });

  test("is refused when its challenge was signed by another secret", async () => {
    const { algorithm, cost, data } = solved.challenge.parameters;
    const secrets = { hmacSignatureSecret: "theirs", hmacKeySignatureSecret: "theirs as well" };
    const forged = await createChallenge({
      algorithm,
      cost,
      data,
      deriveKey,
      counter: 0,
      expiresAt: new Date(Date.now() + 60_000),
      ...secrets,
    });
    expect(await codeOf(await solve({ challenge: forged as ChallengeWire["challenge"] }))).toBe("challenge_invalid");
  });

  test("is refused when it is wrong or another challenge's", async () => {
    const { counter, derivedKey } = solved.solution;
    const wrong = derivedKey.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    expect(await codeOf({ solution: { counter, derivedKey: wrong } })).toBe("solution_wrong");
    // The prefix is in the challenge: to know it is not to have done the work.
    const guessed = `${solved.challenge.parameters.keyPrefix}${"00".repeat(16)}`;
    expect(await codeOf({ solution: { counter, derivedKey: guessed } })).toBe("solution_wrong");
    expect(await codeOf({ challenge: other.challenge })).toBe("solution_wrong");
  });
});
