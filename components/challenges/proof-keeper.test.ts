import { afterEach, describe, expect, test } from "vitest";
import { refusalSpec } from "#lib/platform/http/refusals";
import { forgetSingleton } from "#lib/platform/singleton";
import { challengeBody, solutionBody } from "#lib/protection/challenges/contract";
import { makeChallenge } from "#lib/protection/challenges/make-challenge";
import { proofOnWire } from "#lib/protection/challenges/proof-wire";
import { proveBySolution } from "#lib/protection/challenges/prove-by-solution";
import { localServer } from "../seat-map/testing/local-server.ts";
import { json } from "../seat-map/testing/seat-sessions.ts";
import { createProofKeeper, type KeeperParts } from "./proof-keeper.ts";
import { solveWork } from "./solve-work.ts";
import { withProof } from "./with-proof.ts";

const EVENT = 7;
const KEY = "guest:a";
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  forgetSingleton("challenge-load");
});

type Server = { isBroken?: boolean; isSilent?: boolean; check?: "passes" | "fails" };

/** A keeper of a browser, and the server that it talks to: the real challenges, of one guest. */
async function aBrowser(server: Server = {}, parts: Partial<KeeperParts> = {}) {
  const asked: string[] = [];
  let isProven = false;
  const { base, close } = await localServer((request, response, body) => {
    const path = request.url?.split("/").at(-1);
    if (server.isSilent) return;
    if (server.isBroken) return json(response, 429, { error: "rate_limit_exceeded", message: "" });
    void (path === "challenges" ? challenge(body) : solution(body)).then(([status, answer]) =>
      json(response, status, answer),
    );
  });
  closing.push(close);

  async function challenge(body: string): Promise<[number, unknown]> {
    const { renew, without_check: withoutCheck } = challengeBody.parse(JSON.parse(body));
    asked.push(["challenge", renew ? "renew" : "", withoutCheck ? "without check" : ""].join(" ").trim());
    if (isProven && !renew) return [200, proofOnWire({ until: Date.now() + 60_000, band: "low" })];
    const made = await makeChallenge({ eventId: EVENT, key: KEY, band: "low", withoutCheck });
    const check = server.check && !withoutCheck ? { provider: "turnstile", site_key: "ours" } : null;
    return [201, { ...made, check }];
  }

  async function solution(body: string): Promise<[number, unknown]> {
    const { challenge, solution, check_token: token } = solutionBody.parse(JSON.parse(body));
    asked.push(["solution", token ?? ""].join(" ").trim());
    if (token && server.check === "fails") return [422, { error: "check_failed", message: "" }];
    const given = { eventId: EVENT, keys: [KEY], challenge, solution, checkToken: token };
    const result = await proveBySolution(given);
    if (!result.ok) return [refusalSpec(result.refusal.code).status, { error: result.refusal.code, message: "" }];
    isProven = true;
    return [200, proofOnWire(result.proof)];
  }

  const signals = async () => ({ page_ms: 900 });
  const keeper = createProofKeeper({ eventId: EVENT, base, solve: solveWork, signals, ...parts });
  const page = { hidden: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  return {
    asked,
    keeper,
    keep: () => keeper.keep(page),
    /** A call that counts for a person: refused without a proof, unless it is said how it is answered. */
    send: (answer?: Answered) =>
      withProof(keeper, async (): Promise<Answered> => {
        asked.push("call");
        return answer ?? (isProven ? { ok: true } : REFUSED);
      }),
  };
}

type Answered = { readonly ok: true } | typeof REFUSED;
const REFUSED = { ok: false, refusal: { code: "challenge_required" } } as const;

describe("a page", () => {
  test("gets a proof by itself, a call waits for it, and another page of this browser needs none", async () => {
    const { asked, keep, send, keeper } = await aBrowser();
    const stop = keep();
    expect(await send()).toEqual({ ok: true });
    expect(asked).toEqual(["challenge", "solution", "call"]);
    expect(keeper.store.getState()).toMatchObject({ phase: "proven", awaited: 0 });
    stop();
    keep()();
    await keeper.settled();
    expect(asked).toEqual(["challenge", "solution", "call", "challenge"]);
  });

  test("says how much of the work is done", async () => {
    const shares: number[] = [];
    const { keep, keeper } = await aBrowser(
      {},
      {
        solve: async (challenge, onTries) => {
          for (const tries of [64, 128, 999]) onTries(tries);
          return solveWork(challenge, () => undefined);
        },
      },
    );
    keeper.store.subscribe(({ share }) => shares.push(share));
    keep()();
    await keeper.settled();
    expect(shares).toEqual(expect.arrayContaining([0.25, 0.5, 1]));
  });
});

describe("a call that is refused for want of a proof", () => {
  test("is sent once more with a new one", async () => {
    const { asked, send } = await aBrowser();
    expect(await send()).toEqual({ ok: true });
    expect(asked).toEqual(["call", "challenge renew", "solution", "call"]);
  });

  test("is not sent a third time", async () => {
    const { asked, send } = await aBrowser();
    expect(await send(REFUSED)).toEqual(REFUSED);
    expect(asked).toEqual(["call", "challenge renew", "solution", "call"]);
  });

  test("stays refused, and nothing breaks, while no challenge is to be had or none can be solved", async () => {
    const broken = await aBrowser({ isBroken: true });
    expect(await broken.send()).toEqual(REFUSED);
    expect(broken.keeper.store.getState()).toMatchObject({ phase: "failed", awaited: 0 });
    const plain = await aBrowser({}, { solve: () => Promise.reject(new Error("no cryptography without https")) });
    expect(await plain.send()).toEqual(REFUSED);
    expect(plain.asked).toEqual(["call", "challenge renew"]);
  });
});

test("a call goes on without a proof that takes too long", async () => {
  const { asked, keep, send } = await aBrowser({ isSilent: true }, { after: async () => undefined });
  keep()();
  expect(await send({ ok: true })).toEqual({ ok: true });
  expect(asked).toEqual(["call"]);
});

describe("the check of another service", () => {
  const never = () => new Promise<undefined>(() => undefined);

  /** A browser whose widget answers the check with this token. */
  async function checked(server: Server, token: string | undefined) {
    const browser = await aBrowser(server, { after: never });
    browser.keeper.store.subscribe(({ check }, before) => {
      if (check && check !== before.check) browser.keeper.answerCheck(token);
    });
    return browser;
  }

  test("goes with the solution by its token", async () => {
    const { asked, send } = await checked({ check: "passes" }, "a-token");
    expect(await send()).toEqual({ ok: true });
    expect(asked).toEqual(["call", "challenge renew", "solution a-token", "call"]);
  });

  test.each<[string, () => ReturnType<typeof aBrowser>, string[]]>([
    ["fails", () => checked({ check: "fails" }, "a-token"), ["solution a-token"]],
    ["cannot be made, or the person leaves it out", () => checked({ check: "passes" }, undefined), []],
    ["is not answered", () => aBrowser({ check: "passes" }, { after: async () => undefined }), []],
  ])("is replaced by work when it %s", async (_, browser, between) => {
    const { asked, send } = await browser();
    expect(await send()).toEqual({ ok: true });
    const work = ["challenge renew without check", "solution", "call"];
    expect(asked).toEqual(["call", "challenge renew", ...between, ...work]);
  });
});
