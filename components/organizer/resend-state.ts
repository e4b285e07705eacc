import type { BulkAction, BulkState } from "../desk/table/bulk.ts";

/** What the button says that sends failed refunds again. */
export type ResendState = {
  refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded";
  isResent?: true;
};

export type ResendAction = (state: ResendState, form: FormData) => Promise<ResendState>;

/** Why a failed refund was not sent again; `refused_again` by the gateway, at once. */
export type ResendRefundCode = NonNullable<ResendState["refusal"]> | "not_failed" | "refused_again";

/** What sending failed refunds again says. */
export type ResendRefundsState = BulkState<ResendRefundCode>;
export type ResendRefundsAction = BulkAction<ResendRefundCode>;
