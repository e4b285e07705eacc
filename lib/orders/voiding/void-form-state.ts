import type { VoidObstacle } from "./void-rules.ts";

/** The step of the form that voids free tickets: choosing, or a preview to confirm. */
export type VoidFormState = {
  step: "choose" | "confirm";
  /** Numbers of the chosen tickets. */
  chosen: readonly string[];
  reason: string;
  problem?: VoidObstacle | "nothing_chosen" | "reason";
  /** Why nothing may be done here at all. */
  refusal?: "not_found" | "forbidden" | "two_factor_required";
  /** The tickets that were used at the gate, when that is the problem. */
  used?: readonly string[];
  /** How many tickets are void now. */
  voided?: number;
  /** Seconds to wait, when it was tried too often. */
  wait?: number;
};

export type VoidAction = (state: VoidFormState, form: FormData) => Promise<VoidFormState>;
