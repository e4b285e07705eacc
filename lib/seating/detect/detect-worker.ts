import { detectSeats } from "./detect-seats.ts";
import type { DetectionReport, Picture } from "./picture.ts";

/** A browser's worker that finds the seats of one picture (detect-in-worker.ts starts and ends it). */
self.addEventListener("message", ({ data: picture }: MessageEvent<Picture>) => {
  const report = (message: DetectionReport) => self.postMessage(message);
  try {
    report({ found: detectSeats(picture, (step) => report({ step })) });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    report({ refused: cause.message });
  }
});
