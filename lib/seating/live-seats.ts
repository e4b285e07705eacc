import { publish, subscribe } from "#lib/realtime/channel";
import { singleton } from "#lib/platform/singleton";
import { uuidv7 } from "#lib/platform/ids";
import { log } from "#lib/platform/log";
import { type Layout, type Place, placesOf } from "./layout.ts";
import { type Hall, prepareHall } from "./blocks.ts";
import { bitmapBytes, readState, type SeatChange, type SeatStateCode, writeState } from "./seat-state.ts";
import { findLayout, findSeatedEvent, listSeatStates, type SeatedEvent } from "./store.ts";

/**
 * What this process knows of an event's seats: states and versions in memory, kept by what the channel tells and put
 * right from PostgreSQL. It answers reads and feeds the streams; who gets a seat is decided by the database alone.
 */
export type LiveSeats = {
  readonly event: SeatedEvent;
  readonly layout: Layout;
  readonly hall: Hall;
  readonly places: readonly Place[];
  /** The states now, two bits a seat; not to be written to. */
  readonly bitmap: Uint8Array;
  /** Changes with every change of a state: the ETag and the stream's last id. */
  version: () => string;
  /** Puts the states right from the database when they are older than two seconds. */
  refresh: () => Promise<void>;
  /** Frames of the event's stream from now on, after those since `lastEventId`, or after a whole snapshot. */
  listen: (lastEventId: string | null, listener: (frame: Uint8Array) => void) => () => void;
  snapshot: () => Uint8Array;
};

/** Tells everyone that seats changed. Call it after the commit. */
export function announceSeats(eventId: number, changes: readonly SeatChange[]): void {
  if (changes.length > 0) publish(`seats:${eventId}`, changes);
}

/** The live seats of a published event, loaded once in the process; undefined when there is no such event. */
export async function openLiveSeats(eventId: number): Promise<LiveSeats | undefined> {
  const open = singleton("live-seats", () => new Map<number, Promise<LiveSeats | undefined>>());
  let seats = open.get(eventId);
  if (!seats) {
    if (open.size >= EVENTS_OPEN_MAX) open.clear();
    seats = loadLiveSeats(eventId);
    open.set(eventId, seats);
    seats.then(
      (found) => found ?? open.delete(eventId),
      () => open.delete(eventId),
    );
  }
  return seats;
}

const EVENTS_OPEN_MAX = 500;
const STALE_AFTER_MS = 2_000;
/** Changes are gathered this long, so that a rush is a few frames and not thousands. */
const TICK_MS = 100;
/** Frames kept for a listener that comes back. */
const FRAMES_KEPT = 600;
const encoder = new TextEncoder();

async function loadLiveSeats(eventId: number): Promise<LiveSeats | undefined> {
  const event = await findSeatedEvent(eventId);
  const layout = event && (await findLayout(event.layoutHash));
  if (!event || !layout) return undefined;
  const seats = createLiveSeats(event, layout);
  await seats.refresh();
  return seats;
}

function createLiveSeats(event: SeatedEvent, layout: Layout): LiveSeats {
  const epoch = uuidv7().slice(-8);
  const bitmap = new Uint8Array(bitmapBytes(event.capacity));
  const versions = new Int32Array(event.capacity + 1).fill(-1);
  const listeners = new Set<(frame: Uint8Array) => void>();
  const frames: Uint8Array[] = [];
  const pending = new Map<number, SeatChange>();
  let sequence = 0;
  let changes = 0;
  let readAt = 0;
  let reading: Promise<void> | undefined;
  let tick: NodeJS.Timeout | undefined;
  let reread: NodeJS.Timeout | undefined;

  function apply([seatId, state, version]: SeatChange): void {
    const known = versions[seatId];
    if (known === undefined || version < known) return;
    if (version === known && readState(bitmap, seatId) === state) return;
    versions[seatId] = version;
    writeState(bitmap, seatId, state);
    changes += 1;
    pending.set(seatId, [seatId, state, version]);
    tick ??= setTimeout(flush, TICK_MS).unref();
  }

  function flush(): void {
    tick = undefined;
    sequence += 1;
    const data = JSON.stringify([...pending.values()]);
    pending.clear();
    const frame = encoder.encode(`id: ${epoch}-${sequence}\nevent: delta\ndata: ${data}\n\n`);
    frames.push(frame);
    if (frames.length > FRAMES_KEPT) frames.shift();
    for (const listener of listeners) listener(frame);
  }

  async function read(): Promise<void> {
    const isFirst = readAt === 0;
    const bytes = await listSeatStates(event.id);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let seatId = 1; seatId <= event.capacity && seatId * 5 <= bytes.byteLength; seatId++) {
      const at = (seatId - 1) * 5;
      apply([seatId, view.getUint8(at) as SeatStateCode, view.getInt32(at + 1)]);
    }
    readAt = Date.now();
    if (isFirst) {
      // Nobody listens yet: the first read is the ground, not news.
      pending.clear();
      clearTimeout(tick);
      tick = undefined;
    }
  }

  function refresh(): Promise<void> {
    if (Date.now() - readAt < STALE_AFTER_MS) return Promise.resolve();
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  function snapshot(): Uint8Array {
    const data = JSON.stringify({ version: sequence, states: Buffer.from(bitmap).toString("base64") });
    return encoder.encode(`id: ${epoch}-${sequence}\nevent: snapshot\ndata: ${data}\n\n`);
  }

  /** The frames a returning listener missed, or undefined when they are not all kept. */
  function missed(lastEventId: string | null): Uint8Array[] | undefined {
    const [lastEpoch, lastSequence] = (lastEventId ?? "").split("-");
    const behind = sequence - Number(lastSequence);
    if (lastEpoch !== epoch || !(behind >= 0 && behind <= frames.length)) return undefined;
    return behind === 0 ? [] : frames.slice(-behind);
  }

  function listen(lastEventId: string | null, listener: (frame: Uint8Array) => void): () => void {
    for (const frame of missed(lastEventId) ?? [snapshot()]) listener(frame);
    listeners.add(listener);
    reread ??= setInterval(() => refresh().catch((error: unknown) => log().warn({ err: error, eventId: event.id }, "seats not reread")), STALE_AFTER_MS * 2).unref();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(reread);
      reread = undefined;
    };
  }

  subscribe(`seats:${event.id}`, (message) => (message as SeatChange[]).forEach(apply));
  return {
    event,
    layout,
    hall: prepareHall(layout),
    places: placesOf(layout),
    bitmap,
    version: () => `${epoch}-${changes}`,
    refresh,
    listen,
    snapshot,
  };
}
