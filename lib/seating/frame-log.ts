import { uuidv7 } from "#lib/platform/ids";
import type { SeatChange } from "./seat-state.ts";

/**
 * The frames of an event's stream, each encoded once for all who listen, and kept for a while for those who come back.
 * Ids are `<epoch>-<sequence>`: the epoch is this log's own, so that a reader who comes from another process, or from
 * before a restart, is known to have missed something and takes a snapshot.
 */
export type FrameLog = {
  /** Encodes changes as the next frame of the log. */
  append: (changes: readonly SeatChange[]) => Uint8Array;
  /** The whole state as a frame: what follows it in the log follows it on the stream. */
  snapshot: (bitmap: Uint8Array) => Uint8Array;
  /** The frames after the one with this id, or undefined when they are not all here. */
  since: (lastEventId: string | null) => Uint8Array[] | undefined;
  /** Names this log among all. */
  epoch: string;
};

/** Frames kept for a listener that comes back: a minute of a rush. */
const FRAMES_KEPT = 600;
const encoder = new TextEncoder();

export function createFrameLog(framesKept: number = FRAMES_KEPT): FrameLog {
  const epoch = uuidv7().slice(-8);
  const frames: Uint8Array[] = [];
  let sequence = 0;

  const encode = (event: "delta" | "snapshot", data: unknown) =>
    encoder.encode(`id: ${epoch}-${sequence}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

  return {
    epoch,
    append: (changes) => {
      sequence += 1;
      const frame = encode("delta", changes);
      frames.push(frame);
      if (frames.length > framesKept) frames.shift();
      return frame;
    },
    snapshot: (bitmap) => encode("snapshot", { version: sequence, states: Buffer.from(bitmap).toString("base64") }),
    since: (lastEventId) => {
      const [, lastEpoch, lastSequence] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(lastEventId ?? "") ?? [];
      const behind = sequence - Number(lastSequence);
      if (lastEpoch !== epoch || !(behind >= 0 && behind <= frames.length)) return undefined;
      return behind === 0 ? [] : frames.slice(-behind);
    },
  };
}
