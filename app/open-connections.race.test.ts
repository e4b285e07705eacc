import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { OPEN_MAX, takePlace } from "#lib/realtime/open-connections";
import { anEventOnSale } from "#prisma/seed/builders";
import { serveSocket } from "../deploy/serve-socket.ts";
import { GET } from "./api/v1/events/[id]/stream/route.ts";
import { seatChannel } from "./seat-socket.ts";

/** Streams and sockets share one bound on what stays open, and give their places back. */
aDatabase();

let id = "";
beforeAll(async () => {
  id = String(await anEventOnSale());
});
/** All places but one are taken. */
beforeEach(() => {
  forgetSingleton("open-connections");
  for (let n = 1; n < OPEN_MAX.all; n++) takePlace(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
});

const aStream = (signal?: AbortSignal) =>
  GET(new Request(`http://localhost/api/v1/events/${id}/stream`, signal ? { signal } : {}), {
    params: Promise.resolve({ id }),
  });

test("a stream that finds no place is refused until another one ends", async () => {
  const leaving = new AbortController();
  expect((await aStream(leaving.signal)).status).toBe(200);
  const refused = await aStream();
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("30");
  leaving.abort();
  const next = await aStream();
  expect(next.status).toBe(200);
  await next.body?.cancel();
  // A request that was aborted before its stream began leaves no place taken either.
  expect((await aStream(AbortSignal.abort())).status).toBe(200);
  const last = await aStream();
  expect(last.status).toBe(200);
  await last.body?.cancel();
});

test("a socket that finds no place is refused until another one ends", async () => {
  const server = createServer();
  const closeSockets = serveSocket(server, seatChannel);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const connect = () => {
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`);
    return new Promise<WebSocket | number>((resolve) => {
      socket.on("open", () => resolve(socket));
      socket.on("unexpected-response", (_, { statusCode = 0 }) => resolve(statusCode));
      socket.on("error", () => undefined);
    });
  };
  const first = await connect();
  expect(first).toBeInstanceOf(WebSocket);
  expect(await connect()).toBe(429);
  if (first instanceof WebSocket) first.close();
  await expect.poll(connect, { timeout: 20_000 }).toBeInstanceOf(WebSocket);
  await closeSockets();
  server.close();
});
