import fc from "fast-check";
import { expect, test } from "vitest";
import { readFrames, type StreamFrame } from "./stream-frames.ts";

/** The frames of a body that arrives in these pieces. */
async function framesOf(...pieces: Uint8Array[]): Promise<StreamFrame[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return Array.fromAsync(readFrames(body, () => undefined));
}
const bytes = (text: string) => new TextEncoder().encode(text);

test("frames are the same wherever the bytes are cut, with any end of line and letters of several bytes", async () => {
  const text = ": welcome\n\nid: e-1\nevent: delta\ndata: [1]\n\ndata: Zoë 🎫\n\nid: e-2\ndata: a\ndata: b\n\n";
  const expected = [
    { id: "e-1", event: "delta", data: "[1]" },
    { id: undefined, event: undefined, data: "Zoë 🎫" },
    { id: "e-2", event: undefined, data: "a\nb" },
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("\n", "\r\n"), fc.array(fc.nat({ max: 120 })), async (end, cuts) => {
      const whole = bytes(text.replaceAll("\n", end));
      const places = [0, ...cuts.sort((a, b) => a - b), whole.length];
      const pieces = places.slice(1).map((place, i) => whole.slice(places[i], place));
      expect(await framesOf(...pieces)).toEqual(expected);
    }),
  );
});

test("a frame without data is none, and an unfinished one at the end neither", async () => {
  expect(await framesOf(bytes("id: e-1\nevent: delta\n\nretry: 5\n\nnonsense\n\ndata: 1\n"))).toEqual([]);
});

test("a frame that never ends is given up, so that a broken proxy cannot fill the memory", async () => {
  const piece = bytes("x".repeat(1024 * 1024));
  await expect(framesOf(bytes("data: "), piece, piece, piece, piece, piece)).rejects.toThrow(/buffer/);
});
