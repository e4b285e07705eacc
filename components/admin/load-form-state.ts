/** What the form of a step's switch says after it was sent. */
export type LoadFormState = {
  refusal?: "invalid_request" | "two_factor_required" | "forbidden" | "rate_limit_exceeded";
  done?: boolean;
};

export type LoadAction = (state: LoadFormState, form: FormData) => Promise<LoadFormState>;
