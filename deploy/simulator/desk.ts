import type { Form } from "./form.ts";
import type { Cause, Ledger } from "./ledger.ts";
import type { Trouble } from "./trouble.ts";

/**
 * What the simulator's operations work with: the memory of one account, the clock, the troubles and the outgoing events. Objects live in
 * the account that they were made in; no other account sees them.
 */
export type Desk = {
  /** The connected account, by the `Stripe-Account` header; undefined for the platform's own. */
  readonly account: string | undefined;
  platform(): Desk;
  /** The desk of a connected account. */
  of(account: string): Desk;
  readonly ledger: Ledger;
  readonly trouble: Trouble;
  /** Milliseconds since the epoch. */
  now(): number;
  /** `http://127.0.0.1:12111`, where the challenge page is. */
  url(): string;
  /** Records the event with the object as it is now, and sends it. */
  emit(type: string, object: unknown): void;
  /** Runs something that an API request asks for: its events name the request. */
  during<T>(cause: Cause, run: () => T): T;
  /** Runs something after a while, unless the simulator is closed before. */
  later(delayMs: number, run: () => void): void;
};

/** One call of an operation. */
export type Call = {
  readonly form: Form;
  readonly query: Form;
  /** The id in the path, or empty. */
  readonly id: string;
  /** Names of the references to send as whole objects. */
  readonly expand: readonly string[];
  /** Came from a browser with the publishable key. */
  readonly fromBrowser: boolean;
  /** Says that the parameters were accepted: from here on the answer is kept under the idempotency key. */
  readonly begin: () => void;
};

export type Operation = (desk: Desk, call: Call) => unknown;
