import type { RefundObstacle, RefundPreview, RefundWire } from "./refund-contract.ts";

/** The step of the form by which staff refund tickets and add-ons: choosing, or a preview to confirm. */
export type StaffRefundState = {
  step: "choose" | "confirm";
  /** Numbers of the chosen tickets. */
  chosen: readonly string[];
  /** How many of which add-on, by its id. */
  addOns: Readonly<Record<string, number>>;
  reason: string;
  /** The request's idempotency key, so that pressing twice refunds once. */
  once: string;
  /** What would go back, as it is confirmed. */
  preview?: RefundPreview;
  problem?: RefundObstacle | "nothing_chosen" | "reason" | "unreachable";
  /** Why nothing may be done here at all. */
  refusal?: "not_found" | "forbidden" | "two_factor_required";
  refunded?: RefundWire;
  /** Seconds to wait, when it was tried too often. */
  wait?: number;
};

export type StaffRefundAction = (state: StaffRefundState, form: FormData) => Promise<StaffRefundState>;

export const NOTHING_CHOSEN: StaffRefundState = { step: "choose", chosen: [], addOns: {}, reason: "", once: "" };
