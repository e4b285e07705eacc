import type { TheirChanges, VenueDraft, VenueField } from "./venue-draft.ts";

/** What the form of a venue says after it was sent. */
export type VenueFormState = {
  values?: VenueDraft;
  wrong?: readonly VenueField[];
  refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded" | "venue_in_use";
  /** The events to come that keep the time zone. */
  events?: readonly { id: number; title: string; start_time: string }[];
  /** Another person saved the venue since the form was opened. */
  conflict?: { revision: number; changedBy: string | null; theirs: TheirChanges };
};

export type VenueAction = (state: VenueFormState, form: FormData) => Promise<VenueFormState>;
