/**
 * The WebSocket over real sockets: after quiet a client's map equals the database (INV-8), and no message can harm more than its
 * own connection.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClientOptions, WebSocket } from "ws";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { seatStreams } from "#lib/realtime/metrics";
import { MESSAGES_AT_ONCE, openSocketSession, SUBSCRIPTIONS_MAX } from "#lib/realtime/socket-session";
import type { Connection } from "#lib/realtime/socket-subscriptions";
import { announceSeats, openLiveSeats } from "#lib/seating/live-seats";
import { readState, type SeatChange } from "#lib/seating/seat-state";
import { applyChanges, applySnapshot, decodeBitmap, emptyBoard } from "../components/seat-map/seat-board.ts";
import { serveSocket } from "../deploy/serve-socket.ts";
import { aHeldReservation, anEventOnSale } from "../prisma/seed/builders.ts";
import { openSeatStream, seatChannel } from "./seat-socket.ts";

aDatabase();

type Message = { event: string; error?: string; event_id?: number; id?: string; data?: unknown };

let server: Server;
let url: string;
let closeSockets: () => Promise<void>;
let eventId: number;

beforeAll(async () => {
  eventId = await anEventOnSale();
});
beforeEach(async () => {
  server = createServer((_, response) => response.end("page"));
  closeSockets = serveSocket(server, seatChannel);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await closeSockets();
  await new Promise((resolve) => server.close(resolve));
});

/** A client that stores its messages. */
async function aClient(options: ClientOptions = {}) {
  const socket = new WebSocket(`${url}/ws`, options);
  const heard: Message[] = [];
  const waiting = new Set<() => void>();
  const look = () => {
    for (const each of waiting) each();
  };
  socket.on("message", (data) => {
    heard.push(JSON.parse(String(data)) as Message);
    look();
  });
  const closed = new Promise<number>((resolve) => {
    socket.on("close", (code) => {
      resolve(code);
      look();
    });
  });
  await new Promise((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
  socket.on("error", () => undefined);
  /** Resolves with the first message from `from` on that fits. */
  const hears = (fits: (message: Message) => boolean, from = 0) =>
    new Promise<Message>((resolve, reject) => {
      const check = () => {
        const found = heard.slice(from).find(fits);
        if (!found && socket.readyState === WebSocket.OPEN) return;
        waiting.delete(check);
        if (found) resolve(found);
        else reject(new Error(`closed, having heard ${JSON.stringify(heard.map(({ event }) => event))}`));
      };
      waiting.add(check);
      check();
    });
  const say = (message: unknown) => socket.send(typeof message === "string" ? message : JSON.stringify(message));
  const subscribe = (event = eventId, more = {}) =>
    say({ action: "subscribe", channel: "seat:updates", event_id: event, ...more });
  return { socket, heard, hears, say, subscribe, closed };
}

const isA = (event: string, of?: number) => (message: Message) =>
  message.event === event && (of === undefined || message.event_id === of);

async function sell(event: number, seatId: number): Promise<SeatChange> {
  const { id } = await aHeldReservation(event, [seatId]);
  const [row] = await db().$queryRaw<{ version: number }[]>`
    UPDATE seats SET status = 'BOOKED', held_until = NULL, version = version + 1
    WHERE event_id = ${event}::int AND id = ${seatId}::int AND reservation_id = ${id}::uuid RETURNING version`;
  const change: SeatChange = [seatId, 2, row?.version ?? 0];
  announceSeats(event, [change]);
  return change;
}

describe("a subscriber", () => {
  test("gets the present seats and then each change, and its map equals the database", async () => {
    const { heard, hears, subscribe, socket } = await aClient();
    subscribe();
    await hears(isA("snapshot"));
    for (const seatId of [1, 2, 3]) await sell(eventId, seatId);
    const last = await sell(eventId, 4);
    await hears(({ event, data }) => event === "delta" && JSON.stringify(data).includes(JSON.stringify(last)));
    let board = emptyBoard(50);
    for (const { event, data } of heard) {
      if (event === "snapshot") {
        const states = decodeBitmap((data as { states: string }).states) ?? new Uint8Array();
        board = applySnapshot(board, states).board;
      }
      if (event === "delta") board = applyChanges(board, data as SeatChange[]).board;
    }
    const seats = await db().seat.findMany({
      where: { eventId },
      orderBy: { id: "asc" },
      select: { id: true, status: true },
    });
    for (const seat of seats)
      expect(readState(board.states, seat.id), `seat ${seat.id}`).toBe(seat.status === "BOOKED" ? 2 : 0);
    expect(heard.every(({ event_id }) => event_id === eventId)).toBe(true);
    socket.close();
  });

  test("that returns with the id of its last message gets only the missed changes", async () => {
    const first = await aClient();
    first.subscribe();
    await first.hears(isA("snapshot"));
    await sell(eventId, 11);
    const { id } = await first.hears(isA("delta"));
    first.socket.close();
    await first.closed;
    const missed = await sell(eventId, 12);
    const witness = await aClient();
    await openLiveSeats(eventId).then(
      (seats) =>
        new Promise<void>((resolve) => {
          const stop = seats?.listen(id ?? null, (frame) => {
            if (!new TextDecoder().decode(frame).includes(JSON.stringify(missed))) return;
            queueMicrotask(() => stop?.());
            resolve();
          });
        }),
    );
    witness.subscribe(eventId, { last_event_id: id });
    const delta = await witness.hears(isA("delta"));
    expect(delta.data).toContainEqual(missed);
    expect(witness.heard.some(isA("snapshot"))).toBe(false);
    witness.socket.close();
  });

  test("to several events gets each one's changes, and none after leaving one", async () => {
    const other = await anEventOnSale();
    const { heard, hears, subscribe, say, socket } = await aClient();
    subscribe();
    subscribe(other);
    await Promise.all([hears(isA("snapshot", eventId)), hears(isA("snapshot", other))]);
    say({ action: "unsubscribe", channel: "seat:updates", event_id: eventId });
    await hears(isA("unsubscribed", eventId));
    const from = heard.length;
    await sell(eventId, 21);
    await sell(other, 21);
    await hears(isA("delta", other), from);
    expect(heard.slice(from).some(({ event_id }) => event_id === eventId)).toBe(false);
    socket.close();
  });

  test("leaves nothing behind when it goes away without a word", async () => {
    const open = async () => (await seatStreams.get()).values[0]?.value ?? 0;
    const before = await open();
    const client = await aClient();
    client.subscribe();
    await client.hears(isA("snapshot"));
    expect(await open()).toBe(before + 1);
    client.socket.terminate();
    await client.closed;
    await expect.poll(open).toBe(before);
  });

  test("is told when the server closes", async () => {
    const { closed, subscribe, hears } = await aClient();
    subscribe();
    await hears(isA("snapshot"));
    await closeSockets();
    expect(await closed).toBe(1001);
  });
});

describe("what a client does wrong", () => {
  test("is answered with an error and the connection goes on", async () => {
    const { hears, heard, say, subscribe, socket } = await aClient();
    const wrong = [
      "",
      "{",
      "null",
      "[]",
      '"subscribe"',
      { action: "shout" },
      { action: "subscribe", channel: "seat:updates" },
      { action: "subscribe", channel: "orders", event_id: eventId },
      { action: "subscribe", channel: "seat:updates", event_id: "1 OR 1=1" },
      { action: "subscribe", channel: "seat:updates", event_id: 2 ** 31 },
    ];
    for (const message of wrong) say(message);
    socket.send(Buffer.from([0, 255, 3]));
    subscribe(2_000_000_000);
    await hears(({ error }) => error === "not_found");
    expect(heard.filter(({ error }) => error === "invalid_request")).toHaveLength(wrong.length + 1);
    say({ action: "ping" });
    await hears(isA("pong"));
    socket.close();
  });

  test("in more words than four kilobytes, or too quickly, ends it", async () => {
    const loud = await aClient();
    loud.say("x".repeat(5_000));
    expect(await loud.closed).toBe(1009);
    const hasty = await aClient();
    for (let i = 0; i < MESSAGES_AT_ONCE + 5; i++) hasty.say({ action: "ping" });
    expect(await hasty.closed).toBe(1008);
    expect(hasty.heard.at(-1)).toMatchObject({ event: "error", error: "rate_limit_exceeded" });
  });

  test("does not get it more than twenty events at a time", async () => {
    const events = [eventId];
    while (events.length <= SUBSCRIPTIONS_MAX) events.push(await anEventOnSale());
    const { heard, hears, subscribe, socket } = await aClient();
    for (const event of events) subscribe(event);
    expect(await hears(({ error }) => error === "too_many_subscriptions")).toMatchObject({ event_id: events.at(-1) });
    expect(heard.filter(isA("snapshot"))).toHaveLength(SUBSCRIPTIONS_MAX);
    // Subscribing again sends a new snapshot.
    subscribe(eventId);
    await hears(isA("snapshot", eventId), heard.length);
    socket.close();
  });

  test("from a page of another site is not let in; a program without a page and our own page are", async () => {
    for (const origin of ["https://evil.example", "null", "http://localhost.evil.example", "x"])
      await expect(aClient({ origin }), origin).rejects.toThrow("403");
    for (const options of [{}, { origin: url.replace("ws:", "http:") }, { origin: "http://localhost:3000" }])
      (await aClient(options)).socket.close();
  });

  test("at another path is nothing here", async () => {
    const socket = new WebSocket(`${url}/other`);
    const error = await new Promise<Error>((resolve) => socket.on("error", resolve));
    expect(error.message).toContain("404");
  });
});

describe("a reader that falls behind", () => {
  test("gets no more deltas, and one snapshot once it has read its backlog", async () => {
    const sent: { text: string; written: () => void }[] = [];
    const connection = {
      bufferedAmount: 0,
      close: () => undefined,
      send: (text, written) => sent.push({ text, written }),
    } satisfies Connection & { bufferedAmount: number };
    const session = openSocketSession(connection, openSeatStream);
    const events = () => sent.map(({ text }) => (JSON.parse(text) as Message).event);
    session.receive(JSON.stringify({ action: "subscribe", channel: "seat:updates", event_id: eventId }));
    await expect.poll(events).toEqual(["subscribed", "snapshot"]);
    const seats = await openLiveSeats(eventId);
    const nextFrame = () =>
      new Promise<void>((resolve) => {
        const stop = seats?.listen(`${seats.version().split("-")[0]}-x`, (frame) => {
          if (!new TextDecoder().decode(frame).includes("event: delta")) return;
          queueMicrotask(() => stop?.());
          resolve();
        });
      });
    const tell = async (seatId: number) => {
      const told = nextFrame();
      await sell(eventId, seatId);
      await told;
    };
    await tell(31);
    expect(events()).toEqual(["subscribed", "snapshot", "delta"]);
    connection.bufferedAmount = 1_000_000;
    await tell(32);
    await tell(33);
    expect(events()).toHaveLength(3);
    sent[0]?.written();
    expect(events(), "while some of it still waits").toHaveLength(3);
    connection.bufferedAmount = 0;
    sent[2]?.written();
    expect(events()).toEqual(["subscribed", "snapshot", "delta", "snapshot"]);
    const { states } = (JSON.parse(sent[3]?.text ?? "") as { data: { states: string } }).data;
    expect(readState(decodeBitmap(states) ?? new Uint8Array(), 33)).toBe(2);
    await tell(34);
    expect(events().at(-1)).toBe("delta");
    session.end();
  });
});
