/** What the form that starts a sale with rivals says after it was sent. */
export type RivalsState = {
  isStarted?: boolean;
  refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded" | "not_started" | "running";
};
export type RivalsAction = (state: RivalsState, form: FormData) => Promise<RivalsState>;
