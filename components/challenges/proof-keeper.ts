import type { z } from "zod";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ChallengeWire, ProofWire, WorkChallenge } from "#lib/protection/challenges/contract";
import type { clientSignals } from "#lib/protection/risk/signals";
import { asOneGuest } from "../api/as-one-guest.ts";
import { call } from "../api/call.ts";
import { createSchedule, type Page } from "./schedule.ts";
import type { Solution } from "./solve-work.ts";

export type ProofState = {
  readonly phase: "idle" | "working" | "proven" | "failed";
  /** Of the work that there is at most, from 0 to 1. */
  readonly share: number;
  /** How many calls of the page wait for the proof. */
  readonly awaited: number;
  /** The check that another service has to make, and the challenge's nonce, to which it binds its token. */
  readonly check: (NonNullable<ChallengeWire["check"]> & { readonly nonce: string }) | undefined;
};

export type ProofKeeper = {
  readonly store: StoreApi<ProofState>;
  /** Gets a proof unless there is one, and renews it before it ends. Answers how to stop. */
  readonly keep: (page?: Page) => () => void;
  /** Waits for a proof that is on its way, so long at most: without one the call goes on, and is refused if it needs one. */
  readonly settled: (patienceMs?: number) => Promise<void>;
  /** Gets a new proof for a call that was refused without it. Answers whether there is one. */
  readonly renew: () => Promise<boolean>;
  /** The token of the check; undefined when the check cannot be made or the person asks for work instead. */
  readonly answerCheck: (token: string | undefined) => void;
};

export type KeeperParts = {
  readonly eventId: number;
  readonly base?: string;
  readonly solve: (challenge: WorkChallenge, onTries: (tries: number) => void) => Promise<Solution>;
  readonly signals: () => Promise<z.input<typeof clientSignals>>;
  /** Resolves after so many milliseconds. */
  readonly after?: (ms: number) => Promise<undefined>;
};

/** `known`: there was a proof already, so nothing was solved. */
type Outcome = "solved" | "known" | "failed";
type Given = { readonly renew: boolean; readonly withoutCheck?: boolean; readonly isAgain?: boolean };

const REQUEST_MS = 15_000;
/** A hold goes on without a proof after this: it may still succeed as one of the network's. */
const PATIENCE_MS = 15_000;
/** A person may have to answer the check's question. */
const CHECK_MS = 120_000;
const RETRY_MS = 30_000;
const RETRY_MS_MAX = 300_000;
const IDLE: ProofState = { phase: "idle", share: 0, awaited: 0, check: undefined };

/** Keeps the proof of this browser for one event: one attempt at a time, in the background, whose failure stops nothing. Nothing here rejects. */
export function createProofKeeper(parts: KeeperParts): ProofKeeper {
  const { after = realTime } = parts;
  const store = createStore<ProofState>(() => IDLE);
  const check = checkDesk(store, after);
  const schedule = createSchedule(() => void begin({ renew: true }));
  let running: Promise<Outcome> | undefined;
  let failures = 0;

  function begin(given: Given): Promise<Outcome> {
    running ??= attempt(given)
      .catch((): Outcome => "failed")
      .then((outcome) => {
        running = undefined;
        failures = outcome === "failed" ? failures + 1 : 0;
        store.setState({ phase: outcome === "failed" ? "failed" : "proven", check: undefined });
        if (outcome === "failed") schedule.plan(Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** (failures - 1)));
        return outcome;
      });
    return running;
  }

  async function attempt({ renew, withoutCheck = false, isAgain = false }: Given): Promise<Outcome> {
    const { eventId, base = "" } = parts;
    const to = { base, params: { id: eventId }, timeoutMs: REQUEST_MS };
    store.setState({ phase: "working", share: 0, check: undefined });
    const body = { signals: await parts.signals(), renew, without_check: withoutCheck };
    const asked = await asOneGuest(() => call("POST /api/v1/events/{id}/challenges", { ...to, body }));
    if (!asked.ok) return "failed";
    if (asked.status === 200) return keepUntil(asked.value, asked.serverNow, "known");
    const { challenge, tries_max: triesMax } = asked.value;
    const [solution, token] = await Promise.all([
      parts.solve(challenge, (tries) => store.setState({ share: Math.min(1, tries / triesMax) })),
      check.ask(asked.value),
    ]);
    if (asked.value.check && token === undefined) return attempt({ renew, withoutCheck: true });
    const sent = await call("POST /api/v1/events/{id}/challenges/solutions", {
      ...to,
      body: { challenge, solution, ...(token ? { check_token: token } : {}) },
    });
    if (sent.ok) return keepUntil(sent.value, sent.serverNow, "solved");
    if (asked.value.check) return attempt({ renew, withoutCheck: true });
    // A phone that slept meanwhile.
    if (sent.refusal.code === "challenge_expired" && !isAgain) return attempt({ renew, isAgain: true });
    return "failed";
  }

  function keepUntil({ proven_until: until }: ProofWire, serverNow: number | undefined, outcome: Outcome): Outcome {
    // A tenth early, and not all browsers of a rush together.
    schedule.plan((Date.parse(until) - (serverNow ?? Date.now())) * (0.9 - Math.random() * 0.1));
    return outcome;
  }

  async function waiting<T>(work: () => Promise<T>): Promise<T> {
    store.setState(({ awaited }) => ({ awaited: awaited + 1 }));
    try {
      return await work();
    } finally {
      store.setState(({ awaited }) => ({ awaited: awaited - 1 }));
    }
  }

  return {
    store,
    keep: (page = document) => {
      void begin({ renew: false });
      return schedule.start(page);
    },
    settled: async (patienceMs = PATIENCE_MS) => {
      const attempted = running;
      if (attempted) await waiting(() => Promise.race([attempted, after(patienceMs)]));
    },
    renew: () =>
      waiting(async () => {
        const current = await running;
        return current === "solved" || (await begin({ renew: true })) !== "failed";
      }),
    answerCheck: check.answer,
  };
}

/** Asks the page for the token of a check, by the state; the page answers. */
function checkDesk(store: StoreApi<ProofState>, after: (ms: number) => Promise<undefined>) {
  let answer: (token: string | undefined) => void = () => undefined;
  return {
    ask: ({ check, challenge }: ChallengeWire): Promise<string | undefined> => {
      if (!check) return Promise.resolve(undefined);
      const answered = new Promise<string | undefined>((resolve) => {
        answer = resolve;
      });
      store.setState({ check: { ...check, nonce: challenge.parameters.nonce } });
      return Promise.race([answered, after(CHECK_MS)]);
    },
    answer: (token: string | undefined) => answer(token),
  };
}

function realTime(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
