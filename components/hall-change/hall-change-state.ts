import type { HallChangeWire } from "#lib/seating/hall-change/hall-change-contract";

/** What a change would do. The lists are cut to what the page shows, the counts are of all. */
export type HallReview = Omit<HallChangeWire, "applied">;

/** What the form of a change of the hall says after it was sent. */
export type HallChangeState = {
  /** What was chosen, so that no answer loses it. */
  sent?: { choice: string; levels: Readonly<Record<string, string>> };
  wrong?: "choice" | "levels";
  refusal?:
    | "not_found"
    | "forbidden"
    | "two_factor_required"
    | "rate_limit_exceeded"
    | "hall_changed"
    | "hall_change_refused"
    | "other_hall"
    | HallFixed;
  review?: HallReview;
  /** The version that the event sells since this answer. */
  done?: number;
};

/** Why the hall of an event stays as it is. */
export type HallFixed = "draft" | "cancelled" | "ended";

export type HallChangeAction = (state: HallChangeState, form: FormData) => Promise<HallChangeState>;

/** How many places of each kind a page shows. */
export const PLACES_SHOWN_MAX = 100;
