import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startRedis } from "#deploy/embedded/redis";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { needs } from "#lib/platform/testing/needs";
import { openHub } from "#lib/realtime/channel";
import { anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { announceSale, announceSeats, type LiveSeats, openLiveSeats } from "./live-seats.ts";
import { readState, type SeatChange } from "./seat-state.ts";

aDatabase();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Moves the mocked clock forward without waiting. */
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function opened(eventId: number): Promise<LiveSeats> {
  const seats = await openLiveSeats(eventId);
  if (!seats) throw new Error("there is no such event");
  return seats;
}

type Frame = { id: string; event: string; data: unknown };

function parse(frame: Uint8Array): Frame {
  const fields = Object.fromEntries(
    new TextDecoder()
      .decode(frame)
      .trim()
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
  return { id: fields.id ?? "", event: fields.event ?? "", data: JSON.parse(fields.data ?? "null") };
}

/** Subscribes to the stream; `next` waits for the next unread frame. */
function listenTo(seats: LiveSeats, lastEventId: string | null = null) {
  const frames: Frame[] = [];
  let arrived = () => {};
  const stop = seats.listen(lastEventId, (frame) => {
    frames.push(parse(frame));
    arrived();
  });
  const next = async (): Promise<Frame> => {
    while (frames.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
    return frames.shift() as Frame;
  };
  return { next, stop, waiting: () => frames.length };
}

async function setState(
  eventId: number,
  seatId: number,
  status: "HELD" | "AVAILABLE" | "BOOKED" | "BLOCKED",
  heldFor = 600,
): Promise<void> {
  const owner = status === "HELD" || status === "BOOKED" ? uuidv7() : null;
  await db().$executeRaw`
    UPDATE seats SET status = ${status}::seat_status, version = version + 1, reservation_id = ${owner}::uuid,
      held_until = CASE WHEN ${status} = 'HELD' THEN now() + make_interval(secs => ${heldFor}::int) END
    WHERE event_id = ${eventId} AND id = ${seatId}`;
}

const statesOf = (seats: LiveSeats) =>
  Array.from({ length: seats.event.capacity }, (_, i) => readState(seats.bitmap, i + 1));

describe("the seats of an event in memory", () => {
  test("equal the database when they are opened", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 6 }) });
    await setState(eventId, 1, "HELD");
    await setState(eventId, 2, "BOOKED");
    await setState(eventId, 3, "BLOCKED");
    await setState(eventId, 4, "HELD", -1);
    const seats = await opened(eventId);
    expect(statesOf(seats)).toEqual([1, 2, 3, 0, 0, 0]);
    expect(seats.free()).toBe(3);
    announceSeats(eventId, [
      [1, 0, 2],
      [5, 1, 1],
      [6, 2, 1],
    ]);
    expect(seats.free()).toBe(2);
  });

  test("are loaded once in a process, even when many ask at the same time", async () => {
    const eventId = await anEventOnSale();
    const all = await Promise.all(Array.from({ length: 10 }, () => opened(eventId)));
    expect(new Set(all).size).toBe(1);
  });

  test("do not exist for a draft or an unknown event, and exist once it is published", async () => {
    const eventId = await anEventOnSale();
    await db().event.update({ where: { id: eventId }, data: { status: "DRAFT" } });
    expect(await openLiveSeats(eventId)).toBeUndefined();
    expect(await openLiveSeats(2_147_483_647)).toBeUndefined();
    await db().event.update({ where: { id: eventId }, data: { status: "PUBLISHED" } });
    expect(await openLiveSeats(eventId)).toBeDefined();
  });

  test("disappear within two seconds when the event becomes a draft again, and follow a changed price", async () => {
    const eventId = await anEventOnSale({ priceMinor: 4_500 });
    const seats = await opened(eventId);
    later(1_000);
    await db().priceLevel.update({ where: { eventId_id: { eventId, id: 1 } }, data: { priceMinor: 5_000 } });
    await db().event.update({ where: { id: eventId }, data: { title: "Another evening" } });
    later(2_100);
    await seats.refresh();
    expect((await opened(eventId)).event.priceLevels[0]?.priceMinor).toBe(5_000);
    await db().event.update({ where: { id: eventId }, data: { status: "DRAFT" } });
    later(2_100);
    await seats.refresh();
    expect(await openLiveSeats(eventId)).toBeUndefined();
  });

  test("follow the channel and keep the newest version, in whatever order messages arrive", async () => {
    const eventId = await anEventOnSale();
    const seats = await opened(eventId);
    const before = seats.version();
    announceSeats(eventId, [[5, 2, 3]]);
    announceSeats(eventId, [
      [5, 1, 2],
      [5, 0, 1],
      [6, 1, 1],
    ]);
    expect([readState(seats.bitmap, 5), readState(seats.bitmap, 6)]).toEqual([2, 1]);
    expect(seats.version()).not.toBe(before);
    const after = seats.version();
    announceSeats(eventId, [
      [5, 2, 3],
      [0, 1, 9],
      [1_000_000, 1, 9],
      [-1, 1, 9],
    ]);
    expect(seats.version()).toBe(after);
  });

  test("are corrected from the database at most every two seconds, however many ask", async () => {
    const eventId = await anEventOnSale();
    const seats = await opened(eventId);
    await setState(eventId, 7, "BOOKED");
    await seats.refresh();
    expect(readState(seats.bitmap, 7)).toBe(0);
    later(2_100);
    await Promise.all([seats.refresh(), seats.refresh()]);
    expect(readState(seats.bitmap, 7)).toBe(2);
  });
});

describe("the stream of an event", () => {
  test("says whether the sale is paused, as soon as it is announced and once", async () => {
    const eventId = await anEventOnSale();
    const { next, stop, waiting } = listenTo(await opened(eventId));
    expect(await next()).toMatchObject({ event: "snapshot", data: { paused: false } });
    const [pausedAt, resumedAt] = [new Date(Date.now() + 1_000), new Date(Date.now() + 2_000)];
    announceSale(eventId, { updatedAt: pausedAt, pausedAt });
    announceSale(eventId, { updatedAt: pausedAt, pausedAt });
    expect(await next()).toMatchObject({ event: "sale", data: { paused: true } });
    announceSale(eventId, { updatedAt: resumedAt, pausedAt: null });
    // A message that comes late says nothing of now.
    announceSale(eventId, { updatedAt: pausedAt, pausedAt });
    expect(await next()).toMatchObject({ event: "sale", data: { paused: false } });
    expect(waiting()).toBe(0);
    stop();
  });

  test("says so within seconds where the announcement was lost", async () => {
    const eventId = await anEventOnSale();
    const seats = await opened(eventId);
    const { next, stop } = listenTo(seats);
    await next();
    later(1_000);
    await db().event.update({ where: { id: eventId }, data: { salePausedAt: new Date() } });
    later(2_100);
    await seats.refresh();
    expect(await next()).toMatchObject({ event: "sale", data: { paused: true } });
    stop();
  });

  test("begins with a snapshot and continues with changes, gathered into one frame", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 4 }) });
    const { next, stop } = listenTo(await opened(eventId));
    expect(await next()).toMatchObject({ event: "snapshot", data: { states: Buffer.from([0]).toString("base64") } });
    announceSeats(eventId, [[1, 1, 1]]);
    announceSeats(eventId, [
      [2, 1, 1],
      [1, 2, 2],
    ]);
    expect(await next()).toMatchObject({
      event: "delta",
      data: [
        [1, 2, 2],
        [2, 1, 1],
      ],
    });
    stop();
  });

  test("sends a returning reader exactly the frames it missed, and no snapshot", async () => {
    const eventId = await anEventOnSale();
    const seats = await opened(eventId);
    const first = listenTo(seats);
    await first.next();
    announceSeats(eventId, [[1, 1, 1]]);
    const { id } = await first.next();
    const other = listenTo(seats);
    await other.next();
    first.stop();
    announceSeats(eventId, [[2, 1, 1]]);
    await other.next();
    announceSeats(eventId, [[3, 1, 1]]);
    const last = await other.next();
    const again = listenTo(seats, id);
    expect([(await again.next()).data, (await again.next()).data]).toEqual([[[2, 1, 1]], [[3, 1, 1]]]);
    expect(again.waiting()).toBe(0);
    expect(listenTo(seats, last.id).waiting()).toBe(0);
  });

  test("begins with a snapshot for a reader whose last id is unknown here", async () => {
    const seats = await opened(await anEventOnSale());
    for (const id of ["deadbeef-3", "nonsense", ""]) expect((await listenTo(seats, id).next()).event).toBe("snapshot");
  });

  test("shows unannounced changes of other processes, because the database is reread while there are readers", async () => {
    const eventId = await anEventOnSale();
    const seats = await opened(eventId);
    const { next } = listenTo(seats);
    await next();
    await setState(eventId, 9, "HELD");
    later(2_100);
    await seats.refresh();
    expect(await next()).toMatchObject({ event: "delta", data: [[9, 1, 1]] });
  });

  test("announces a lapsed hold although nothing was written: the same version, now free", async () => {
    const eventId = await anEventOnSale();
    await setState(eventId, 4, "HELD");
    const seats = await opened(eventId);
    const { next } = listenTo(seats);
    await next();
    await db().$executeRaw`UPDATE seats SET held_until = now() - interval '1 s' WHERE event_id = ${eventId} AND id = 4`;
    later(2_100);
    await seats.refresh();
    expect(await next()).toMatchObject({ event: "delta", data: [[4, 0, 1]] });
  });
});

const server = await startRedis();
afterAll(() => server?.stop());

test(
  "a hold in another process appears on this one's stream through Redis",
  needs(server, "there is no redis-server on the PATH"),
  async () => {
    process.env.REDIS_URL = server?.url ?? "";
    for (const name of ["env", "redis", "redis-tcp", "channel", "live-seats"]) forgetSingleton(name);
    const eventId = await anEventOnSale();
    const seats = await opened(eventId);
    const { next } = listenTo(seats);
    await next();
    const elsewhere = openHub();
    const change: SeatChange = [11, 1, 1];
    // The subscription may not be active yet, so the change is sent repeatedly, which does no harm.
    const sending = setInterval(() => elsewhere.forward(`seats:${eventId}`, [change]), 25);
    expect(await next()).toMatchObject({ event: "delta", data: [change] });
    clearInterval(sending);
  },
);

test("a process with many open events closes those without readers and stops subscribing to them", async () => {
  forgetSingleton("live-seats");
  const { keepRecentlyUsed } = await import("./recently-used.ts");
  const { singleton } = await import("#lib/platform/singleton");
  type Opening = { live?: LiveSeats };
  singleton("live-seats", () =>
    keepRecentlyUsed<Opening>({
      max: 2,
      mayGo: ({ live }) => live !== undefined && live.listeners() === 0,
      onGone: ({ live }) => live?.close(),
    }),
  );
  const [one, two, three] = [await anEventOnSale(), await anEventOnSale(), await anEventOnSale()];
  const watched = await opened(one);
  const { next } = listenTo(watched);
  await next();
  const idle = await opened(two);
  await opened(three);
  expect(await opened(one)).toBe(watched);
  announceSeats(two, [[1, 1, 1]]);
  expect(readState(idle.bitmap, 1)).toBe(0);
  expect(await opened(two)).not.toBe(idle);
  // A caller that still holds the closed object may listen again.
  const late = listenTo(idle);
  await late.next();
  announceSeats(two, [[1, 1, 1]]);
  expect(await late.next()).toMatchObject({ event: "delta" });
});
