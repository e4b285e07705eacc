/** What the button says that sends failed refunds again. */
export type ResendState = {
  refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded";
  isResent?: true;
};

export type ResendAction = (state: ResendState, form: FormData) => Promise<ResendState>;
