import type { RefundObstacle } from "./refund-contract.ts";

/** The step of the refund form: choosing tickets, or confirming the choice. */
export type RefundFormState = {
  step: "choose" | "confirm";
  /** Numbers of the chosen tickets. */
  chosen: readonly string[];
  /** The request's idempotency key, so that pressing twice refunds once. */
  once: string;
  problem?: RefundObstacle | "proof_required" | "nothing_chosen" | "unreachable" | "gone";
  /** Seconds to wait, when it was tried too often. */
  wait?: number;
};

export const CHOOSING: RefundFormState = { step: "choose", chosen: [], once: "" };
