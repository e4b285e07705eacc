import { createStore, type StoreApi } from "zustand/vanilla";
import type { ChallengeWire } from "#lib/protection/challenges/contract";
import { type Attempted, type AttemptParts, attemptProof } from "./attempt-proof.ts";
import { createSchedule, type Page } from "./schedule.ts";

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

export type KeeperParts = Omit<AttemptParts, "askCheck" | "onShare"> & {
  /** Resolves after so many milliseconds. */
  readonly after?: (ms: number) => Promise<undefined>;
};

/** A hold goes on without a proof after this: it may still succeed as one of the network's. */
const PATIENCE_MS = 15_000;
/** A person may have to answer the check's question. */
const CHECK_MS = 120_000;
const RETRY_MS = 30_000;
const RETRY_MS_MAX = 300_000;

/** Keeps the proof of this browser for one event: one attempt at a time, in the background, whose failure stops nothing. Nothing here rejects. */
export function createProofKeeper(parts: KeeperParts): ProofKeeper {
  const { after = realTime } = parts;
  const store = createStore<ProofState>(() => ({ phase: "idle", share: 0, awaited: 0, check: undefined }));
  const check = checkDesk(store, after);
  const schedule = createSchedule(() => void begin(true));
  let running: Promise<Attempted["outcome"]> | undefined;
  let failures = 0;

  function begin(renew: boolean): Promise<Attempted["outcome"]> {
    // A new challenge has another check, or none.
    const onShare = (share: number) =>
      store.setState({ phase: "working", share, ...(share === 0 ? { check: undefined } : {}) });
    running ??= attemptProof({ ...parts, askCheck: check.ask, onShare }, { renew })
      .catch((): Attempted => ({ outcome: "failed" }))
      .then(noteEnd);
    return running;
  }

  function noteEnd(attempted: Attempted): Attempted["outcome"] {
    running = undefined;
    const hasFailed = attempted.outcome === "failed";
    failures = hasFailed ? failures + 1 : 0;
    store.setState({ phase: hasFailed ? "failed" : "proven", check: undefined });
    // A proof is renewed a tenth of its time early, and not by all browsers of a rush together.
    schedule.plan(
      attempted.outcome === "failed"
        ? Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** (failures - 1))
        : attempted.lastsMs * (0.9 - Math.random() * 0.1),
    );
    return attempted.outcome;
  }

  async function settled(patienceMs = PATIENCE_MS): Promise<void> {
    const attempted = running;
    if (attempted) await waiting(store, () => Promise.race([attempted, after(patienceMs)]));
  }

  async function renewed(): Promise<boolean> {
    return (await running) === "solved" || (await begin(true)) !== "failed";
  }

  function keep(page: Page = document): () => void {
    void begin(false);
    return schedule.start(page);
  }

  return { store, keep, settled, renew: () => waiting(store, renewed), answerCheck: check.answer };
}

async function waiting<T>(store: StoreApi<ProofState>, work: () => Promise<T>): Promise<T> {
  store.setState(({ awaited }) => ({ awaited: awaited + 1 }));
  try {
    return await work();
  } finally {
    store.setState(({ awaited }) => ({ awaited: awaited - 1 }));
  }
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
