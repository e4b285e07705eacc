import { seatStreams } from "./metrics.ts";

/** A source of frames: sends the first ones immediately and further ones until the answered function is called. */
export type FrameSource = (listener: (frame: Uint8Array) => void) => () => void;

const HEARTBEAT_MS = 15_000;
const HEARTBEAT = new TextEncoder().encode(": still here\n\n");
/** A reader with a larger backlog gets a snapshot instead of deltas when it reads again. */
const BACKLOG_BYTES_MAX = 256 * 1024;

/**
 * Answers with an open `text/event-stream`. The source encodes each frame once for all streams. A reader that falls behind
 * gets no more deltas and, once it reads again, one snapshot: memory stays bounded and its picture right. `ended` is called
 * once, when the stream ends for any reason.
 */
export function eventStream(
  request: Request,
  { source, snapshot, ended }: { source: FrameSource; snapshot: () => Uint8Array; ended: () => void },
): Response {
  let stop = () => {};
  let isBehind = false;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (frame: Uint8Array) => {
          if ((controller.desiredSize ?? 0) <= 0) isBehind = true;
          if (!isBehind) controller.enqueue(frame);
        };
        const unlisten = source(send);
        const heartbeat = setInterval(() => send(HEARTBEAT), HEARTBEAT_MS).unref();
        seatStreams.inc();
        stop = () => {
          stop = () => {};
          unlisten();
          clearInterval(heartbeat);
          seatStreams.dec();
          ended();
        };
        const abort = () => {
          stop();
          try {
            controller.close();
          } catch {
            // The reader has closed the stream already.
          }
        };
        // A request that ended while its answer was prepared fires no further event.
        if (request.signal.aborted) abort();
        else request.signal.addEventListener("abort", abort);
      },
      pull(controller) {
        if (!isBehind) return;
        isBehind = false;
        controller.enqueue(snapshot());
      },
      cancel() {
        stop();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BACKLOG_BYTES_MAX }),
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
