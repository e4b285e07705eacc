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
    | "hall_edited"
    | "hall_name_taken"
    | "hall_archived";
  /** A name was needed and none was given. */
  wrong?: "name";
  values?: { name: string };
  /** What someone else did to the hall in the meantime, by whom if known. */
  edited?: { by: string | null; name?: string | undefined; archived?: boolean | undefined };
  /** The events to come that stand against it. */
  events?: readonly { id: number; title: string; start_time: string }[];
};

export type VenueDeed = (state: VenueDeedState, form: FormData) => Promise<VenueDeedState>;
