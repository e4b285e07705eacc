import type { WorkChallenge } from "#lib/protection/challenges/contract";
import { type Solution, solveWork } from "./solve-work.ts";

export type WorkReport = { tries: number } | { solution: Solution } | { failed: string };

/** A browser's worker that solves one challenge (solve-in-worker.ts starts and ends it). */
self.addEventListener("message", ({ data }: MessageEvent<WorkChallenge>) => {
  const report = (message: WorkReport) => self.postMessage(message);
  solveWork(data, (tries) => report({ tries })).then(
    (solution) => report({ solution }),
    (cause: unknown) => report({ failed: String(cause) }),
  );
});
