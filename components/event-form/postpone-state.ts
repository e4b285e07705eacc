/** What the form that puts an event off says after it was sent. */
export type PostponeState = { refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded" };

export type PostponeAction = (state: PostponeState, form: FormData) => Promise<PostponeState>;
