import type { DetectedSeats, DetectionReport, DetectionStep, Picture } from "./picture.ts";

type Options = { readonly onStep?: (step: DetectionStep) => void; readonly signal?: AbortSignal };

/**
 * Finds the seats in a picture in a worker, so that the page stays alive. The picture's pixels move to the worker and are gone here.
 * Rejects with the signal's reason when it is cancelled, and with a RangeError for a picture that `detectSeats` refuses.
 */
export async function detectInWorker(picture: Picture, { onStep, signal }: Options = {}): Promise<DetectedSeats> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL("./detect-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise<DetectedSeats>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.addEventListener("error", ({ message }) => reject(new Error(message)));
      worker.addEventListener("message", ({ data }: MessageEvent<DetectionReport>) => {
        if ("step" in data) onStep?.(data.step);
        else if ("found" in data) resolve(data.found);
        else reject(new RangeError(data.refused));
      });
      worker.postMessage(picture, [picture.data.buffer]);
    });
  } finally {
    worker.terminate();
  }
}
