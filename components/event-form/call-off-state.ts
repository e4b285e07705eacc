/** What the form that cancels an event says after it was sent. */
export type CallOffState = {
  typed?: string;
  /** Another text than the event's title was typed. */
  isWrong?: boolean;
  refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded";
};

export type CallOffAction = (state: CallOffState, form: FormData) => Promise<CallOffState>;
