import { uuidv7 } from "#lib/platform/ids";
import type { SeatChange } from "./seat-state.ts";

/**
 * The frames of an event's stream, each encoded once for all readers and kept for a while for readers that return. Ids are
 * `<epoch>-<sequence>` with an epoch unique to this log: a reader from another process, or from before a restart, is
 * recognised as having missed frames and takes a snapshot.
 */
export type FrameLog = {
  /** Encodes changes as the next frame of the log. */
  append: (changes: readonly SeatChange[]) => Uint8Array;
  /**
   * The whole state as a frame, with the hash of its layout, the revision of the levels painted on it, its prices, and whether the sale is
   * paused. The frames after it in the log continue the stream.
   */
  snapshot: (
    bitmap: Uint8Array,
    of: { layoutHash: string; painting: number; prices: Record<string, number>; isPaused: boolean },
  ) => Uint8Array;
  /** Says that the event has another layout, or other levels on it. Not kept: who returns later gets a snapshot that names it. */
  layout: (hall: { layoutHash: string; painting: number }) => Uint8Array;
  /** The list prices of levels by id, in the major unit, as the next frame of the log. */
  prices: (prices: Record<string, number>) => Uint8Array;
  /** Whether the sale is paused, as the next frame of the log. */
  sale: (isPaused: boolean) => Uint8Array;
  /** The frames after the one with this id, or undefined when some are missing. */
  since: (lastEventId: string | null) => Uint8Array[] | undefined;
  /** Identifies this log. */
  epoch: string;
};

/** Frames kept for returning readers: a minute of a rush. */
const FRAMES_KEPT = 600;
const encoder = new TextEncoder();

export function createFrameLog(framesKept: number = FRAMES_KEPT): FrameLog {
  const epoch = uuidv7().slice(-8);
  const frames: Uint8Array[] = [];
  let sequence = 0;

  const encode = (event: "delta" | "snapshot" | "layout" | "prices" | "sale", data: unknown) =>
    encoder.encode(`id: ${epoch}-${sequence}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

  function next(event: "delta" | "prices" | "sale", data: unknown): Uint8Array {
    sequence += 1;
    const frame = encode(event, data);
    frames.push(frame);
    if (frames.length > framesKept) frames.shift();
    return frame;
  }

  return {
    epoch,
    append: (changes) => next("delta", changes),
    prices: (prices) => next("prices", prices),
    sale: (isPaused) => next("sale", { paused: isPaused }),
    snapshot: (bitmap, { layoutHash, painting, prices, isPaused }) =>
      encode("snapshot", {
        ...{ version: sequence, layout_hash: layoutHash, painting, prices, paused: isPaused },
        states: Buffer.from(bitmap).toString("base64"),
      }),
    layout: ({ layoutHash, painting }) => encode("layout", { layout_hash: layoutHash, painting }),
    since: (lastEventId) => {
      const [, lastEpoch, lastSequence] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(lastEventId ?? "") ?? [];
      const behind = sequence - Number(lastSequence);
      if (lastEpoch !== epoch || !(behind >= 0 && behind <= frames.length)) return undefined;
      return behind === 0 ? [] : frames.slice(-behind);
    },
  };
}
