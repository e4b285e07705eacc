import { createParser, type EventSourceMessage } from "eventsource-parser";

export type StreamFrame = EventSourceMessage;

/** Characters of one unfinished frame. A snapshot of the largest hall has about 20,000; a stream beyond this is broken. */
const FRAME_LENGTH_MAX = 4 * 1024 * 1024;

/**
 * The frames of a `text/event-stream` body. Comments are no frames but prove life: `onBytes` is called for everything
 * that arrives. Throws when a frame does not end within `FRAME_LENGTH_MAX`.
 */
export async function* readFrames(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<StreamFrame> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const frames: StreamFrame[] = [];
  const parser = createParser({ onEvent: (frame) => frames.push(frame), maxBufferSize: FRAME_LENGTH_MAX });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      parser.feed(decoder.decode(value, { stream: true }));
      yield* frames.splice(0);
    }
  } finally {
    // Cancels the body when the reader stops early; otherwise the server goes on sending.
    await reader.cancel().catch(() => undefined);
  }
}
