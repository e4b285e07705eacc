/** What a button on a venue's page says after it was pressed. */
export type VenueDeedState = {
  refusal?:
    | "not_found"
    | "forbidden"
    | "two_factor_required"
    | "rate_limit_exceeded"
    | "draft_limit_reached"
    | "venue_in_use"
    | "venue_changed"
    | "hall_in_use"
    | "hall_name_taken";
  /** A name was needed and none was given. */
  wrong?: "name";
  values?: { name: string };
  /** The events to come that stand against it. */
  events?: readonly { id: number; title: string; start_time: string }[];
};

export type VenueDeed = (state: VenueDeedState, form: FormData) => Promise<VenueDeedState>;
