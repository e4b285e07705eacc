/**
 * INV-8: after quiet, every browser's map equals the database. Symptom: a browser that applied the whole stream and shows a
 * seat wrong. Method: random holds, releases, sales and lapses, some of them unannounced, while readers connect, leave and
 * return; then quiet, and each board is compared with PostgreSQL. A control drops every other change and must fail.
 */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { testRandom } from "#lib/platform/testing/seed";
import { announceSeats, openLiveSeats } from "#lib/seating/live-seats";
import { readState, type SeatChange, type SeatStateCode } from "#lib/seating/seat-state";
import {
  applyChanges,
  applySnapshot,
  decodeBitmap,
  emptyBoard,
} from "../../../../../../components/seat-map/seat-board.ts";
import { readFrames } from "../../../../../../components/seat-map/stream-frames.ts";
import { anEventOnSale, aSmallHall } from "../../../../../../prisma/seed/builders.ts";
import { GET } from "./route.ts";

aDatabase();
const SEATS = 24;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A browser: reads the stream like the seat page, and reconnects with its last id. */
function aBrowser(eventId: number, loses: (changes: SeatChange[]) => SeatChange[] = (changes) => changes) {
  let board = emptyBoard(SEATS);
  let lastEventId: string | undefined;
  let away = new AbortController();
  const run = async () => {
    const { signal } = away;
    const headers = lastEventId ? { "last-event-id": lastEventId } : {};
    const request = new Request(`http://localhost/api/v1/events/${eventId}/stream`, { headers, signal });
    const response = await GET(request, { params: Promise.resolve({ id: String(eventId) }) });
    for await (const frame of readFrames(response.body as ReadableStream<Uint8Array>, () => undefined)) {
      if (signal.aborted) return;
      lastEventId = frame.id ?? lastEventId;
      const data = JSON.parse(frame.data) as { states: string } & SeatChange[];
      const next =
        frame.event === "snapshot"
          ? applySnapshot(board, decodeBitmap(data.states) ?? new Uint8Array())
          : applyChanges(board, loses(data));
      board = next.board;
    }
  };
  void run().catch(() => undefined);
  return {
    leave: () => away.abort(),
    comeBack: () => {
      away.abort();
      away = new AbortController();
      void run().catch(() => undefined);
    },
    states: () => Array.from({ length: SEATS }, (_, i) => readState(board.states, i + 1)),
    lastEventId: () => lastEventId,
  };
}

const MOVES = { hold: 1, free: 0, sell: 2, block: 3, lapse: 1 } as const;

async function move(eventId: number, seatId: number, kind: keyof typeof MOVES, isTold: boolean): Promise<void> {
  const owner = kind === "hold" || kind === "sell" || kind === "lapse" ? uuidv7() : null;
  const status = (["AVAILABLE", "HELD", "BOOKED", "BLOCKED"] as const)[MOVES[kind]] ?? "AVAILABLE";
  const [row] = await db().$queryRaw<{ version: number }[]>`
    UPDATE seats SET status = ${status}::seat_status, version = version + 1, reservation_id = ${owner}::uuid,
      held_until = CASE WHEN ${status} = 'HELD' THEN now() + make_interval(secs => ${kind === "lapse" ? -1 : 600}::int) END
    WHERE event_id = ${eventId} AND id = ${seatId} RETURNING version`;
  if (isTold && row) announceSeats(eventId, [[seatId, MOVES[kind] as SeatStateCode, row.version]]);
}

async function truth(eventId: number): Promise<number[]> {
  const rows = await db().$queryRaw<{ state: number }[]>`
    SELECT CASE WHEN status = 'HELD' AND held_until > now() THEN 1 WHEN status = 'BOOKED' THEN 2 WHEN status = 'BLOCKED' THEN 3 ELSE 0 END AS state
    FROM seats WHERE event_id = ${eventId} ORDER BY id`;
  return rows.map(({ state }) => state);
}

/** Waits until the process has reread the database and sent all changes. */
async function quiet(eventId: number, browsers: ReturnType<typeof aBrowser>[]): Promise<void> {
  const seats = await openLiveSeats(eventId);
  vi.setSystemTime(Date.now() + 3_000);
  await seats?.refresh();
  // A last change, which each browser must have heard of for the comparison to mean anything.
  const version = 1_000_000 + Math.floor(testRandom() * 1_000_000);
  const sent = new Promise<string>((resolve) => {
    const stop = seats?.listen(`${seats.version().split("-")[0]}-x`, (frame) => {
      const text = new TextDecoder().decode(frame);
      if (text.includes(`,${version}]`)) {
        stop?.();
        resolve(/^id: (.+)$/m.exec(text)?.[1] ?? "");
      }
    });
  });
  await db().$executeRaw`UPDATE seats SET version = ${version} WHERE event_id = ${eventId} AND id = ${SEATS}`;
  await db()
    .$executeRaw`UPDATE seats SET status = 'BLOCKED', reservation_id = NULL, held_until = NULL WHERE event_id = ${eventId} AND id = ${SEATS}`;
  announceSeats(eventId, [[SEATS, 3, version]]);
  const id = await sent;
  await expect.poll(() => browsers.every((browser) => browser.lastEventId() === id), { interval: 5 }).toBe(true);
}

type Step = { seatId: number; kind: keyof typeof MOVES; isTold: boolean } | "leave" | "come back" | "reread";

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      seatId: fc.integer({ min: 1, max: SEATS - 1 }),
      kind: fc.constantFrom(...(Object.keys(MOVES) as (keyof typeof MOVES)[])),
      isTold: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom("leave" as const, "come back" as const, "reread" as const) },
);

async function play(
  steps: Step[],
  loses?: (changes: SeatChange[]) => SeatChange[],
): Promise<{ shown: number[][]; stored: number[] }> {
  const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2, seatsPerRow: SEATS / 2 }) });
  const steady = aBrowser(eventId, loses);
  // The changes are to reach a map that is open: one that opens late would get them in its snapshot.
  await expect.poll(() => steady.lastEventId(), { interval: 5 }).toBeDefined();
  const restless = aBrowser(eventId, loses);
  for (const each of steps) {
    if (each === "leave") restless.leave();
    else if (each === "come back") restless.comeBack();
    else if (each === "reread") {
      vi.setSystemTime(Date.now() + 3_000);
      await (await openLiveSeats(eventId))?.refresh();
    } else await move(eventId, each.seatId, each.kind, each.isTold);
  }
  restless.comeBack();
  const late = aBrowser(eventId, loses);
  const browsers = [steady, restless, late];
  await quiet(eventId, browsers);
  const result = { shown: browsers.map((browser) => browser.states()), stored: await truth(eventId) };
  for (const browser of browsers) browser.leave();
  return result;
}

test("after quiet, the map of every reader of the stream equals the database (INV-8)", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { shown, stored } = await play(steps);
      for (const states of shown) expect(states).toEqual(stored);
    }),
    { numRuns: 25 },
  );
});

test("control: a browser that throws changes away is found out", async () => {
  const steps = Array.from({ length: 20 }, (_, i) => ({ seatId: i + 1, kind: "sell" as const, isTold: true }));
  const { shown, stored } = await play(steps, (changes) => changes.filter(([seatId]) => seatId % 2 === 0));
  expect(shown[0]).not.toEqual(stored);
});
