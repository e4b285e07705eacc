import type { MomentDraft } from "./moment-draft.ts";

/** What the form that copies an event says after it was sent. `wrong` is a key of `event-form.problems`. */
export type CopyState = {
  start?: MomentDraft;
  wrong?: string;
  refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded" | "organization_not_approved";
};

export type CopyAction = (state: CopyState, form: FormData) => Promise<CopyState>;
