import type { WorkChallenge } from "#lib/protection/challenges/contract";
import type { WorkReport } from "./challenge-worker.ts";
import type { Solution } from "./solve-work.ts";

/** Solves a challenge in a worker, so that the page stays alive. Rejects when the worker cannot start or does not solve it. */
export async function solveInWorker(challenge: WorkChallenge, onTries: (tries: number) => void): Promise<Solution> {
  const worker = new Worker(new URL("./challenge-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise<Solution>((resolve, reject) => {
      worker.addEventListener("error", ({ message }) => reject(new Error(message)));
      worker.addEventListener("message", ({ data }: MessageEvent<WorkReport>) => {
        if ("tries" in data) onTries(data.tries);
        else if ("solution" in data) resolve(data.solution);
        else reject(new Error(data.failed));
      });
      worker.postMessage(challenge);
    });
  } finally {
    worker.terminate();
  }
}
