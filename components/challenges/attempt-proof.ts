import type { z } from "zod";
import type { ChallengeWire, ProofWire, WorkChallenge } from "#lib/protection/challenges/contract";
import type { clientSignals } from "#lib/protection/risk/signals";
import { asOneGuest } from "../api/as-one-guest.ts";
import { call } from "../api/call.ts";
import type { Solution } from "./solve-work.ts";

export type AttemptParts = {
  readonly eventId: number;
  readonly base?: string;
  readonly solve: (challenge: WorkChallenge, onTries: (tries: number) => void) => Promise<Solution>;
  readonly signals: () => Promise<z.input<typeof clientSignals>>;
  /** Asks the page for the token of the check that goes with a challenge; undefined when there is none. */
  readonly askCheck: (challenge: ChallengeWire) => Promise<string | undefined>;
  /** How much of the work is done, from 0 to 1. */
  readonly onShare: (share: number) => void;
};

type Given = {
  /** A new proof, although the present one is valid. */
  readonly renew: boolean;
  readonly withoutCheck?: boolean;
  readonly isAgain?: boolean;
};

/** What came of it. `known`: there was a proof already, so nothing was solved. `lastsMs` from now on. */
export type Attempted =
  | { readonly outcome: "solved" | "known"; readonly lastsMs: number }
  | { readonly outcome: "failed" };

const REQUEST_MS = 15_000;
const FAILED = { outcome: "failed" } as const;

/**
 * Asks for a challenge, solves it and sends the solution. Where the check of another service fails or cannot be made, asks again for work
 * instead. Rejects when the browser cannot solve a challenge.
 */
export async function attemptProof(parts: AttemptParts, given: Given): Promise<Attempted> {
  const { eventId, base = "", onShare } = parts;
  const { renew, withoutCheck = false, isAgain = false } = given;
  const to = { base, params: { id: eventId }, timeoutMs: REQUEST_MS };
  onShare(0);
  const body = { signals: await parts.signals(), renew, without_check: withoutCheck };
  const asked = await asOneGuest(() => call("POST /api/v1/events/{id}/challenges", { ...to, body }));
  if (!asked.ok) return FAILED;
  if (asked.status === 200) return { outcome: "known", lastsMs: lastsMs(asked.value, asked.serverNow) };
  const { challenge, tries_max: triesMax, check } = asked.value;
  const [solution, token] = await Promise.all([
    parts.solve(challenge, (tries) => onShare(Math.min(1, tries / triesMax))),
    parts.askCheck(asked.value),
  ]);
  if (check && token === undefined) return attemptProof(parts, { renew, withoutCheck: true });
  const sent = await call("POST /api/v1/events/{id}/challenges/solutions", {
    ...to,
    body: { challenge, solution, ...(token ? { check_token: token } : {}) },
  });
  if (sent.ok) return { outcome: "solved", lastsMs: lastsMs(sent.value, sent.serverNow) };
  if (check) return attemptProof(parts, { renew, withoutCheck: true });
  // A phone that slept meanwhile.
  if (sent.refusal.code === "challenge_expired" && !isAgain) return attemptProof(parts, { renew, isAgain: true });
  return FAILED;
}

function lastsMs({ proven_until: until }: ProofWire, serverNow: number | undefined): number {
  return Date.parse(until) - (serverNow ?? Date.now());
}
