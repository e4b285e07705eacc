import { StripeFault } from "./fault.ts";

export type Answer = { readonly status: number; readonly body: string };

/**
 * Stripe's rules for `Idempotency-Key` (docs.stripe.com/api/idempotent_requests): the first answer of a request that began
 * to execute is kept for a day and repeated byte for byte, errors too; a request refused before that is not kept; the
 * same key for anything else is 400; while the first is running, 409.
 */
export type KeyVault = {
  /** `key` begins with the connected account and a blank where there is one. The kept answer, or undefined when the caller is the first and must `finish` or `forget` the key. */
  open(key: string, request: { path: string; params: string }): Answer | undefined;
  finish(key: string, answer: Answer): void;
  forget(key: string): void;
  /** Every kept answer, oldest first, and their way back after a restart. */
  list(): KeptKey[];
  restore(keys: readonly KeptKey[]): void;
};

export type KeptKey = Kept & { readonly key: string };

export function createKeyVault(now: () => number): KeyVault {
  const kept = new Map<string, Kept>();
  return {
    open(key, request) {
      if (asGiven(key).length > KEY_LENGTH_MAX)
        throw new StripeFault(400, { type: "idempotency_error", message: TOO_LONG });
      const found = kept.get(key);
      if (!found || (found.answer && now() - found.at > KEPT_MS)) {
        kept.set(key, { ...request, at: now(), answer: undefined });
        const oldest = kept.size > KEYS_MAX ? kept.keys().next().value : undefined;
        if (oldest !== undefined) kept.delete(oldest);
        return undefined;
      }
      refuseMismatch(key, found, request);
      if (!found.answer) throw inUse(key);
      return found.answer;
    },
    finish(key, answer) {
      const found = kept.get(key);
      if (found) found.answer = answer;
    },
    forget: (key) => void kept.delete(key),
    // A key whose first request never ended is free again after a restart. The parameters of a new card hold its number,
    // which may not be written anywhere.
    list: () => [...kept].flatMap(([key, entry]) => (entry.answer && entry.path !== CARDS ? [{ key, ...entry }] : [])),
    restore(keys) {
      for (const { key, ...entry } of keys) kept.set(key, entry);
    },
  };
}

type Kept = { readonly path: string; readonly params: string; readonly at: number; answer: Answer | undefined };

const CARDS = "/v1/payment_methods";
const KEPT_MS = 24 * 60 * 60 * 1000;
const KEYS_MAX = 50_000;
const KEY_LENGTH_MAX = 255;
const TOO_LONG = "Idempotency keys can be at most 255 characters long.";

/** Without the connected account that it belongs to. */
function asGiven(key: string): string {
  return key.replace(/^acct_\w+ /, "");
}

function refuseMismatch(key: string, found: Kept, request: { path: string; params: string }): void {
  if (found.path === request.path && found.params === request.params) return;
  const what =
    found.path === request.path
      ? "with the same parameters they were first used with"
      : `for the same endpoint they were first used for ('${found.path}' vs '${request.path}')`;
  const advice = `Try using a key other than '${asGiven(key)}' if you meant to execute a different request.`;
  const message = `Keys for idempotent requests can only be used ${what}. ${advice}`;
  throw new StripeFault(400, { type: "idempotency_error", message });
}

function inUse(key: string): StripeFault {
  const message = `There is currently another in-progress request using this Idempotent Key: ${asGiven(key)}. Please try again later.`;
  return new StripeFault(409, { type: "idempotency_error", code: "idempotency_key_in_use", message });
}
