/** What the form that hides the checklist says after it was sent. */
export type HideState = {
  refusal?: "not_found" | "forbidden" | "checklist_incomplete" | "two_factor_required" | "rate_limit_exceeded";
};
export type HideAction = (state: HideState, form: FormData) => Promise<HideState>;
