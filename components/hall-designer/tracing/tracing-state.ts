import type { DetectedSection } from "#lib/seating/detect/picture";
import type { Point } from "#lib/seating/layout";

/** What is done with the traced picture at the moment; like the selection it is no step of the history. Points are pixels of the picture. */
export type Tracing = {
  /** What a press on the drawing means instead of what the tool does. */
  readonly pick: "calibrate" | "seat" | undefined;
  /** The two points of known distance, as far as they are given. */
  readonly points: readonly Point[];
  /** Seats that were found and are neither taken nor discarded yet. */
  readonly found: FoundInPicture | undefined;
  /** A seat that a person pointed at, to say how large seats are. */
  readonly seatAt: Point | undefined;
};

export type FoundInPicture = {
  readonly pitch: number;
  /** Usual size of a seat. */
  readonly size: number;
  readonly count: number;
  /** Seats were added or taken away since rows were found. */
  readonly isCorrected: boolean;
  readonly sections: readonly Pick<DetectedSection, "rows">[];
};

export const NO_TRACING: Tracing = { pick: undefined, points: [], found: undefined, seatAt: undefined };
