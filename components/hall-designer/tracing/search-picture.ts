import { detectInWorker } from "#lib/seating/detect/detect-in-worker";
import type { DetectionStep } from "#lib/seating/detect/picture";
import type { Point } from "#lib/seating/layout";
import type { FoundInPicture } from "./tracing-state.ts";

/** Larger pictures are made smaller first: seats stay large enough, and nine million pixels take a few seconds. */
const SIDE_MAX = 3_000;

type Options = {
  readonly seatAt: Point | undefined;
  readonly signal: AbortSignal;
  readonly onStep: (step: DetectionStep) => void;
};

/**
 * Finds the seats of a stored picture; coordinates are its pixels. Rejects with a RangeError where a person pointed at no seat, with the signal's
 * reason when it is cancelled, and with another error when the picture cannot be loaded.
 */
export async function searchPicture(picture: string, { seatAt, signal, onStep }: Options): Promise<FoundInPicture> {
  const image = new Image();
  image.src = `/pictures/${picture}`;
  await image.decode();
  signal.throwIfAborted();
  const scale = Math.min(1, SIDE_MAX / Math.max(image.naturalWidth, image.naturalHeight));
  const [width, height] = [Math.round(image.naturalWidth * scale), Math.round(image.naturalHeight * scale)];
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (pen === null) throw new Error("There is no room for the picture's pixels");
  pen.drawImage(image, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  const pointed = seatAt ? { seatAt: [seatAt[0] * scale, seatAt[1] * scale] as const } : {};
  const { pitch, size, count, sections } = await detectInWorker(
    { width, height, data, ...pointed },
    { signal, onStep },
  );
  const own = (values: readonly number[]) => values.map((value) => value / scale);
  return {
    ...{ count, pitch: pitch / scale, size: size / scale, isCorrected: false },
    sections: sections.map(({ rows }) => ({
      rows: rows.map(({ x, y, confidence }) => ({ x: own(x), y: own(y), confidence })),
    })),
  };
}
