import { Worker as Thread } from "node:worker_threads";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { detectInWorker } from "./detect-in-worker.ts";
import type { DetectionStep, Picture } from "./picture.ts";

/** The browser's worker on a thread of Node: the module runs as it is, with `self` as it is there. */
class ThreadWorker extends EventTarget {
  static ended = 0;
  readonly thread: Thread;
  constructor(url: URL) {
    super();
    const start = `
      const { parentPort } = await import("node:worker_threads");
      globalThis.self = {
        addEventListener: (name, listen) => parentPort.on(name, (data) => listen({ data })),
        postMessage: (message) => parentPort.postMessage(message),
      };
      await import(${JSON.stringify(url.href)});`;
    this.thread = new Thread(new URL(`data:text/javascript,${encodeURIComponent(start)}`));
    this.thread.on("message", (data) => this.dispatchEvent(new MessageEvent("message", { data })));
    this.thread.on("error", ({ message }) => this.dispatchEvent(Object.assign(new Event("error"), { message })));
  }
  postMessage(message: unknown, moved: ArrayBuffer[]): void {
    this.thread.postMessage(message, moved);
  }
  terminate(): void {
    ThreadWorker.ended++;
    void this.thread.terminate();
  }
}

beforeAll(() => void vi.stubGlobal("Worker", ThreadWorker));
afterAll(() => void vi.unstubAllGlobals());

/** White with blue squares of ten pixels in two rows. */
function aPicture(width = 200, height = 80): Picture {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (x % 20 < 10 && y % 40 < 10) data.set([60, 80, 200, 255], 4 * (y * width + x));
  return { width, height, data };
}

test("finds seats beside the page, says how far it is and ends its worker", async () => {
  const steps: DetectionStep[] = [];
  const found = await detectInWorker(aPicture(), { onStep: (step) => void steps.push(step) });
  expect(found).toMatchObject({ pitch: 20, count: 20 });
  expect(found.sections.flatMap(({ rows }) => rows.map(({ x }) => x.length))).toEqual([10, 10]);
  expect(steps.at(-1)?.step).toBe("rows");
  expect(ThreadWorker.ended).toBe(1);
});

test("ends at once when it is cancelled", async () => {
  const away = new AbortController();
  const before = ThreadWorker.ended;
  const search = detectInWorker(aPicture(2_000, 2_000), { signal: away.signal });
  away.abort(new Error("cancelled by the reader"));
  await expect(search).rejects.toThrow("cancelled by the reader");
  expect(ThreadWorker.ended).toBe(before + 1);
  await expect(detectInWorker(aPicture(), { signal: away.signal })).rejects.toThrow("cancelled by the reader");
});

test("refuses what cannot be a picture", async () => {
  const short = { width: 100, height: 100, data: new Uint8ClampedArray(4) };
  await expect(detectInWorker(short)).rejects.toThrow("less data");
});
