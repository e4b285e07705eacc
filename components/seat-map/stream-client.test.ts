import type { ServerResponse } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { readState } from "#lib/seating/seat-state";
import { applyChanges, applySnapshot, emptyBoard, type SeatBoard } from "./seat-board.ts";
import { type LevelPrices, type Link, openSeatStream } from "./stream-client.ts";
import { localServer } from "./testing/local-server.ts";

// Silence counts only in the tests that are about it: on a slow machine it would end streams that the others listen to.
const timing = { retryMs: 20, pollMs: 20, silenceMs: 300_000 };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  for (const close of closing.splice(0).reverse()) await close();
});

const SNAPSHOT = `id: e-1\nevent: snapshot\ndata: {"version":1,"states":"${Buffer.from([0b10]).toString("base64")}"}\n\n`;
const delta = (sequence: number, ...changes: number[][]) =>
  `id: e-${sequence}\nevent: delta\ndata: ${JSON.stringify(changes)}\n\n`;

async function listen(
  stream: (response: ServerResponse, lastEventId: string | undefined) => void,
  availability?: (response: ServerResponse) => void,
  silenceMs = timing.silenceMs,
) {
  const server = await localServer((request, response) => {
    if (request.url === "/api/v1/events/7/stream") {
      const id = request.headers["last-event-id"];
      stream(response, typeof id === "string" ? id : undefined);
    } else if (availability) availability(response);
    else response.writeHead(503).end();
  });
  closing.push(server.close);
  const seen: {
    board: SeatBoard;
    links: Link[];
    layouts: string[];
    paintings: (number | undefined)[];
    prices: LevelPrices[];
    pauses: boolean[];
  } = {
    ...{ board: emptyBoard(4), links: [], layouts: [], paintings: [], prices: [], pauses: [] },
  };
  const client = openSeatStream({
    eventId: 7,
    base: server.base,
    timing: { ...timing, silenceMs },
    onSnapshot: (bitmap) => {
      seen.board = applySnapshot(seen.board, bitmap).board;
    },
    onChanges: (changes) => {
      seen.board = applyChanges(seen.board, changes).board;
    },
    onLink: (link) => seen.links.push(link),
    onLayout: (hash, painting) => {
      seen.layouts.push(hash);
      seen.paintings.push(painting);
    },
    onPrices: (prices) => seen.prices.push(prices),
    onSale: (isPaused) => seen.pauses.push(isPaused),
  });
  closing.push(client.close);
  return { seen, client };
}

/** Waits without the clock that the test holds, which `expect.poll` would move on. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

const stateOf = (board: SeatBoard, id: number) => readState(board.states, id);

test("prices arrive with a snapshot and whenever one changes", async () => {
  const { seen } = await listen((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(SNAPSHOT.replace('"version":1', '"version":1,"prices":{"1":45}'));
    response.write(`${delta(2, [2, 1, 1])}id: e-3\nevent: prices\ndata: {"1":30}\n\n`);
  });
  await expect.poll(() => seen.prices).toEqual([{ 1: 45 }, { 1: 30 }]);
  expect(stateOf(seen.board, 2)).toBe(1);
});

test("a pause of the sale arrives with a snapshot and whenever it begins or ends", async () => {
  const { seen } = await listen((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(SNAPSHOT.replace('"version":1', '"version":1,"paused":true'));
    response.write('id: e-2\nevent: sale\ndata: {"paused":false}\n\nid: e-3\nevent: sale\ndata: {"paused":true}\n\n');
  });
  await expect.poll(() => seen.pauses).toEqual([true, false, true]);
});

test("a page whose streams are cut learns of a pause from what it polls", async () => {
  let paused = "false";
  const { seen } = await listen(
    (response) => response.writeHead(503).end(),
    (response) => response.writeHead(304, { etag: '"1"', "sale-paused": paused }).end(),
  );
  await expect.poll(() => seen.pauses.at(-1)).toBe(false);
  paused = "true";
  await expect.poll(() => seen.pauses.at(-1)).toBe(true);
});

test("a snapshot and the changes after it arrive, however the bytes are cut", async () => {
  const text = `: welcome\n\n${SNAPSHOT}${delta(2, [2, 1, 1])}`;
  const { seen } = await listen((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const byte of Buffer.from(text)) response.write(Buffer.from([byte]));
  });
  await expect.poll(() => stateOf(seen.board, 2)).toBe(1);
  expect(stateOf(seen.board, 1)).toBe(2);
  expect(seen.links).toContain("live");
});

test("a page whose streams are cut learns of a changed hall from what it polls, also where no state changed", async () => {
  let hash = "before";
  const { seen } = await listen(
    (response) => response.writeHead(503).end(),
    (response) => {
      const headers = { etag: '"1"', "layout-hash": hash };
      const isFirst = seen.layouts.length === 0;
      response.writeHead(isFirst ? 200 : 304, headers).end(isFirst ? Buffer.from([0b10]) : undefined);
    },
  );
  await expect.poll(() => seen.layouts).toContain("before");
  hash = "after";
  await expect.poll(() => seen.layouts).toContain("after");
  expect(stateOf(seen.board, 1)).toBe(2);
});

test("a page whose streams are cut learns of repainted levels and new prices from what it polls, each once", async () => {
  const hall = { painting: "1", prices: '{"1":45}' };
  let polls = 0;
  const { seen } = await listen(
    (response) => response.writeHead(503).end(),
    (response) => {
      polls += 1;
      const headers = {
        etag: '"1"',
        "layout-hash": "hall",
        "price-painting": hall.painting,
        "level-prices": hall.prices,
      };
      response.writeHead(polls === 1 ? 200 : 304, headers).end(polls === 1 ? Buffer.from([0b10]) : undefined);
    },
  );
  await expect.poll(() => seen.paintings).toContain(1);
  Object.assign(hall, { painting: "2", prices: '{"1":30}' });
  await expect.poll(() => seen.paintings).toContain(2);
  const before = polls;
  await expect.poll(() => polls).toBeGreaterThan(before + 1);
  expect(seen.prices).toEqual([{ 1: 45 }, { 1: 30 }]);
});

test("a broken stream is taken up where it broke", async () => {
  const asked: (string | undefined)[] = [];
  const { seen } = await listen((response, lastEventId) => {
    asked.push(lastEventId);
    response.writeHead(200, { "content-type": "text/event-stream" });
    if (asked.length === 1) response.end(SNAPSHOT + delta(2, [2, 1, 1]));
    else response.write(delta(3, [2, 2, 2]));
  });
  await expect.poll(() => stateOf(seen.board, 2)).toBe(2);
  expect(asked.slice(0, 2)).toEqual([undefined, "e-2"]);
});

test("a hidden tab closes its connection and comes back at the same place", async () => {
  const asked: (string | undefined)[] = [];
  let closed = 0;
  const { seen, client } = await listen((response, lastEventId) => {
    asked.push(lastEventId);
    response.on("close", () => {
      closed += 1;
    });
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(asked.length === 1 ? SNAPSHOT : delta(2, [3, 1, 1]));
  });
  await expect.poll(() => stateOf(seen.board, 1)).toBe(2);
  client.pause();
  await expect.poll(() => closed).toBe(1);
  client.resume();
  await expect.poll(() => stateOf(seen.board, 3)).toBe(1);
  expect(asked).toEqual([undefined, "e-1"]);
});

test("a silent stream counts as dead and is opened again", async () => {
  let opened = 0;
  const stream = (response: ServerResponse) => {
    opened += 1;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(SNAPSHOT);
  };
  await listen(stream, undefined, 60);
  await expect.poll(() => opened).toBeGreaterThan(1);
});

test("a heartbeat keeps a quiet stream alive", async () => {
  // The silence is counted by a clock in the test's hand, so that a machine that pauses is no silence.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const timers = vi.spyOn(globalThis, "setTimeout");
  const restarts = () => timers.mock.calls.filter(([, ms]) => ms === timing.silenceMs).length;
  const streams: ServerResponse[] = [];
  const { seen } = await listen((response) => {
    streams.push(response);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(SNAPSHOT);
  });
  await until(() => stateOf(seen.board, 1) === 2);
  for (let beat = 0; beat < 5; beat++) {
    const before = restarts();
    streams[0]?.write(": beat\n\n");
    await until(() => restarts() > before);
    await vi.advanceTimersByTimeAsync(timing.silenceMs * 0.9);
  }
  expect(streams).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(timing.silenceMs);
  await expect
    .poll(async () => {
      await vi.advanceTimersByTimeAsync(timing.retryMs);
      return streams.length;
    })
    .toBe(2);
});

test("where no stream comes through the states are polled, and a changed answer is taken in", async () => {
  let polls = 0;
  const { seen } = await listen(
    (response) => response.writeHead(503).end(),
    (response) => {
      polls += 1;
      response.writeHead(200, { etag: `"${polls}"` }).end(Buffer.from([polls > 2 ? 0b1000 : 0]));
    },
  );
  await expect.poll(() => stateOf(seen.board, 2)).toBe(2);
  expect(seen.links).toContain("polling");
});

test("without any answer the page knows that it is offline, and recovers automatically", async () => {
  let isUp = false;
  const { seen } = await listen((response) => {
    if (!isUp) {
      response.writeHead(503).end();
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(SNAPSHOT);
  });
  await expect.poll(() => seen.links.at(-1)).toBe("offline");
  isUp = true;
  await expect.poll(() => seen.links.at(-1)).toBe("live");
});

test("a frame that is no JSON breaks that connection and not the page", async () => {
  let opened = 0;
  const { seen } = await listen((response) => {
    opened += 1;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(opened === 1 ? "event: delta\ndata: {oops\n\n" : SNAPSHOT);
  });
  await expect.poll(() => stateOf(seen.board, 1)).toBe(2);
});
