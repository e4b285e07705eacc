import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { singleton } from "#lib/platform/singleton";
import type { HallFile, HallFileRead } from "./read-hall-file.ts";

/** Reading a hall of 200,000 seats takes seconds; a file made to take longer is stopped. */
const PATIENCE_MS = 60_000;
const MEMORY_MB_MAX = 1_024;
/** How many files are read at once in a process, and how many more may wait. */
const RUNNING_MAX = 1;
const WAITING_MAX = 8;

type Queue = { running: number; readonly waiting: (() => void)[] };

/**
 * Reads an uploaded file in a thread of its own, so that requests are answered meanwhile. One file at a time; answers "busy" when
 * eight wait. A file that takes a minute or more than a gigabyte, and one whose sender went away, is given up.
 */
export async function runImport(file: HallFile, signal: AbortSignal): Promise<HallFileRead | "busy"> {
  const queue = singleton("hall imports", (): Queue => ({ running: 0, waiting: [] }));
  if (queue.running >= RUNNING_MAX) {
    if (queue.waiting.length >= WAITING_MAX) return "busy";
    await new Promise<void>((resolve) => void queue.waiting.push(resolve));
  } else queue.running++;
  try {
    return await inThread(file, signal);
  } finally {
    const next = queue.waiting.shift();
    if (next === undefined) queue.running--;
    else next();
  }
}

async function inThread(file: HallFile, signal: AbortSignal): Promise<HallFileRead> {
  // A path of the file system, so that a bundler does not look for the module: the thread runs the sources, as the server does.
  const path = join(process.cwd(), "lib", "seating", "import", "import-worker.ts");
  const worker = new Worker(path, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB_MAX } });
  const stop = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    return await new Promise<HallFileRead>((resolve, reject) => {
      const giveUp = () => resolve(refused("takes too long to read; split it, or leave out what is no hall"));
      if (stop.aborted) return giveUp();
      stop.addEventListener("abort", giveUp, { once: true });
      worker.once("message", resolve);
      worker.once("error", (cause: NodeJS.ErrnoException) =>
        cause.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? resolve(refused("needs too much memory to read; split it, or leave out what is no hall"))
          : reject(cause),
      );
      worker.postMessage(file);
    });
  } finally {
    await worker.terminate();
  }
}

function refused(reason: string): HallFileRead {
  return { ok: false, problems: [{ reason }], fields: [] };
}
