import type { RefundObstacle } from "./refund-contract.ts";

/** Where giving tickets back stands: choosing, or looking once more at what was chosen. */
export type RefundFormState = {
  step: "choose" | "confirm";
  /** Numbers of the chosen tickets. */
  chosen: readonly string[];
  /** Names this wish, so that pressing twice gives back once. */
  once: string;
  problem?: RefundObstacle | "nothing_chosen" | "unreachable" | "gone";
  /** Seconds to wait, when it was tried too often. */
  wait?: number;
};

export const CHOOSING: RefundFormState = { step: "choose", chosen: [], once: "" };
