import { beforeAll, describe, expect, test } from "vitest";
import type { WorkChallenge } from "#lib/protection/challenges/contract";
import { anEventOnSale } from "#prisma/seed/builders";
import { solve } from "../../../lib/protection/challenges/testing/solve.ts";
import { SAFARI } from "../../../lib/protection/risk/testing/browsers.ts";
import { EXAMPLE_SOLUTION } from "../v1/events/[id]/challenges/solutions/example-solution.ts";
import { type Asked, asked, codeOf } from "./asking.ts";

const CHALLENGES = "POST v1/events/[id]/challenges";
const SOLUTIONS = "POST v1/events/[id]/challenges/solutions";

/** A buyer's challenge and its solution, held against the document. */
export function challengesStory(): void {
  describe("a challenge", () => {
    let params = { id: "" };
    beforeAll(async () => {
      params = { id: String(await anEventOnSale()) };
    });

    const ask = (cookie = "", more: object = {}) =>
      asked(CHALLENGES, { params, headers: { ...SAFARI, cookie }, body: { signals: { page_ms: 900 }, ...more } });
    const send = (cookie: string, body: unknown, at: Asked["params"] = params) =>
      asked(SOLUTIONS, { params: at, headers: { cookie }, body });

    test("makes a stranger a guest, and its solution a proof that needs no second one", async () => {
      const made = await ask();
      expect([codeOf(made), made.cookie, made.body.tries_max]).toEqual([
        "201",
        expect.stringContaining("_guest="),
        256,
      ]);
      const { challenge, solution } = await solve(made.body as { challenge: WorkChallenge });
      const proven = await send(made.cookie, { challenge, solution });
      expect([codeOf(proven), proven.body.band]).toEqual(["200", "low"]);
      const cookies = `${made.cookie}; ${proven.cookie}`;
      const again = await ask(cookies);
      expect([codeOf(again), again.body]).toEqual(["200", proven.body]);
      expect(codeOf(await ask(cookies, { renew: true }))).toBe("201");
      // Sent again it earns the same proof.
      expect((await send(cookies, { challenge, solution })).body).toEqual(proven.body);
    });

    test("is refused when it was not made here, is too old, another buyer's or event's, or not solved", async () => {
      const [made, theirs] = [await ask(), await ask()];
      const { challenge, solution } = await solve(made.body as { challenge: WorkChallenge });
      const body = { challenge, solution };
      expect(codeOf(await send(theirs.cookie, body))).toBe("403 challenge_not_yours");
      expect(codeOf(await send("", body))).toBe("403 challenge_not_yours");
      const elsewhere = { id: String(await anEventOnSale()) };
      expect(codeOf(await send(made.cookie, body, elsewhere))).toBe("403 challenge_not_yours");
      const wrong = { challenge: (await ask(made.cookie)).body.challenge, solution };
      expect(codeOf(await send(made.cookie, wrong))).toBe("422 solution_wrong");
      expect(codeOf(await send(made.cookie, EXAMPLE_SOLUTION))).toBe("410 challenge_expired");
      const { parameters } = challenge;
      const easier = { ...challenge, parameters: { ...parameters, cost: 1 } };
      expect(codeOf(await send(made.cookie, { challenge: easier, solution }))).toBe("422 challenge_invalid");
      const other = { ...challenge, parameters: { ...parameters, algorithm: "SHA-256" } };
      expect(codeOf(await send(made.cookie, { challenge: other, solution }))).toBe("400 invalid_request");
    });
  });
}
