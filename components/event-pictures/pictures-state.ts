import type { EventPicture } from "#lib/catalog/pictures/event-picture-contract";

/** What is wrong with a picture of the form: by its place and its field, a key of `event-pictures.problems`. */
export type PictureProblem = "alt" | "altOfDecoration" | "altLong" | "gone" | "twice" | "many" | "other";

/** What the form of an event's pictures says after it was sent. */
export type PicturesState = {
  /** The revision that was saved. */
  saved?: number;
  /** By path: `0.alt.en`, `0.picture`, or empty for the list. */
  wrong?: Readonly<Record<string, PictureProblem>>;
  refusal?: "not_found" | "forbidden" | "two_factor_required" | "rate_limit_exceeded" | "invalid_request";
  conflict?: { revision: number; changedBy: string | null; pictures: readonly EventPicture[] };
};

export type PicturesAction = (state: PicturesState, form: FormData) => Promise<PicturesState>;
