/** What an organizer chooses from to change the hall of an event. */
export type HallChoice = {
  readonly layoutHash: string;
  readonly venueId: number;
  readonly levels: readonly { readonly id: number; readonly name: string }[];
  /** Why this event's hall stays as it is, whatever is chosen. */
  readonly fixed: "draft" | "cancelled" | "ended" | undefined;
  /** The halls that the event's seats are a version of; one in all but rare cases. */
  readonly halls: readonly HallToChoose[];
};

export type HallToChoose = {
  readonly id: string;
  readonly name: string;
  /** The version that the event sells now. */
  readonly sold: number | undefined;
  /** The others, the newest first, at most a hundred. */
  readonly others: readonly { version: number; name: string; seatCount: number; publishedAt: string }[];
};
