import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "srvx/node";
import { afterEach, expect, test, vi } from "vitest";
import { seatStreams } from "./metrics.ts";
import { eventStream } from "./sse.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const KB = 1_024;

/** A source that the test controls. */
function aSource() {
  const listeners = new Set<(frame: Uint8Array) => void>();
  return {
    source: (listener: (frame: Uint8Array) => void) => {
      listener(encode("first\n\n"));
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (text: string) => {
      for (const listener of listeners) listener(encode(text));
    },
    listening: () => listeners.size,
  };
}

const over = vi.fn();
afterEach(() => void over.mockClear());
const open = async () => (await seatStreams.get()).values[0]?.value ?? 0;
const aRequest = (signal?: AbortSignal) => new Request("http://localhost/stream", signal ? { signal } : {});

afterEach(() => {
  vi.useRealTimers();
});

test("a stream declares its type, is not cached, and sends the first frames immediately", async () => {
  const { source, send } = aSource();
  const response = eventStream(aRequest(), { source, snapshot: () => encode("snapshot"), ended: over });
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  send("second\n\n");
  const heard = [await reader.read(), await reader.read()].map(({ value }) => new TextDecoder().decode(value));
  expect(heard).toEqual(["first\n\n", "second\n\n"]);
  await reader.cancel();
});

test("a quiet stream sends a keep-alive every fifteen seconds", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { source } = aSource();
  const response = eventStream(aRequest(), { source, snapshot: () => encode("snapshot"), ended: over });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  vi.advanceTimersByTime(15_000);
  expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^: /);
  await reader.cancel();
});

test("a reader that hangs up or whose request ends is forgotten", async () => {
  const before = await open();
  const { source, send, listening } = aSource();
  const ended = new AbortController();
  const one = eventStream(aRequest(), { source, snapshot: () => encode("snapshot"), ended: over });
  eventStream(aRequest(ended.signal), { source, snapshot: () => encode("snapshot"), ended: over });
  expect([listening(), (await open()) - before]).toEqual([2, 2]);
  await one.body?.cancel();
  ended.abort();
  send("to nobody\n\n");
  expect([listening(), (await open()) - before]).toEqual([0, 0]);
  expect(over).toHaveBeenCalledTimes(2);
});

test("a request that ended before its stream began is forgotten at once", async () => {
  const before = await open();
  const { source, listening } = aSource();
  eventStream(aRequest(AbortSignal.abort()), { source, snapshot: () => encode("snapshot"), ended: over });
  expect([listening(), (await open()) - before]).toEqual([0, 0]);
  expect(over).toHaveBeenCalledTimes(1);
});

test("a slow reader takes no more memory than its backlog, and gets one snapshot when it reads again", async () => {
  const { source, send } = aSource();
  let snapshots = 0;
  const response = eventStream(aRequest(), { source, snapshot: () => encode(`snapshot ${++snapshots}`), ended: over });
  for (let i = 0; i < 1_000; i++) send("x".repeat(KB));
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let bytes = 0;
  let last = "";
  while (!last.startsWith("snapshot")) {
    const { value } = await reader.read();
    bytes += value?.byteLength ?? 0;
    last = new TextDecoder().decode(value);
  }
  expect(bytes).toBeLessThan(300 * KB);
  expect(snapshots).toBe(1);
  send("after");
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("after");
  await reader.cancel();
});

test("over a socket, too, a reader that stops reading gets no more frames and catches up with a snapshot", async () => {
  const { source, send, listening } = aSource();
  const handler = toNodeHandler((request) =>
    eventStream(request, { source, snapshot: () => encode("event: snapshot\n\n"), ended: over }),
  );
  const server = createServer(handler as Parameters<typeof createServer>[1]);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const [reader] = (await once(
    get({ port: (server.address() as AddressInfo).port, host: "127.0.0.1" }),
    "response",
  )) as [IncomingMessage];
  await once(reader, "readable");
  // Far more than the kernel's buffers at both ends plus the stream's own backlog.
  for (let i = 0; i < 64; i++) {
    send("x".repeat(1_024 * KB));
    await new Promise((resolve) => setImmediate(resolve));
  }
  let bytes = 0;
  let text = "";
  const caughtUp = new Promise<void>((resolve) => {
    reader.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      text = (text + chunk.toString()).slice(-100);
      if (text.includes("event: snapshot")) resolve();
    });
  });
  await caughtUp;
  expect(bytes).toBeLessThan(48 * 1_024 * KB);
  reader.destroy();
  while (listening() > 0) await new Promise((resolve) => setImmediate(resolve));
  server.closeAllConnections();
  server.close();
});
