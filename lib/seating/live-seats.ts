import { freshOrKnown } from "#lib/platform/fresh-or-known";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { publish, subscribe } from "#lib/realtime/channel";
import { type Hall, prepareHall } from "./blocks.ts";
import { type Layout, type Place, placesOf } from "./layout.ts";
import { createFeed, isPaused, pricesOf } from "./live-feed.ts";
import { createLiveStates, type ToldChange } from "./live-states.ts";
import { keepRecentlyUsed, type RecentlyUsed } from "./recently-used.ts";
import { type SeatIds, seatIdsOf } from "./seat-ids.ts";
import { findLayout, findSeatedEvent, listSeatStates, type SeatedEvent } from "./store.ts";

/**
 * An event's seat states and versions in this process's memory, updated by the channel and corrected from PostgreSQL. They
 * answer reads and feed the streams. Only the database decides who gets a seat.
 */
export type LiveSeats = {
  readonly event: SeatedEvent;
  readonly layout: Layout;
  readonly hall: Hall;
  /** A seat as it is named; undefined for an id that the hall does not have. */
  readonly placeOf: (seatId: number) => Place | undefined;
  /** Which seats the hall has, and their positions in `hall`. */
  readonly ids: SeatIds;
  /** The states now, two bits a seat; not to be written to. */
  readonly bitmap: Uint8Array;
  /** How many seats are free for everybody now. */
  free: () => number;
  /** How many seats are held or sold now. */
  occupied: () => number;
  /** Whether a seat is set aside: as blocked for everybody, and free only for buyers with access to its allocation. */
  isSetAside: (seatId: number) => boolean;
  /** Changes with every change of a state: the ETag. */
  version: () => string;
  /**
   * Corrects the states from the database when they are older than two seconds. While it hangs or is gone they stay as this
   * process knows them.
   */
  refresh: () => Promise<void>;
  /** Sends the frames since `lastEventId`, or a whole snapshot, and then all further frames of the event's stream. */
  listen: (lastEventId: string | null, listener: (frame: Uint8Array) => void) => () => void;
  snapshot: () => Uint8Array;
  /** How many listen now. */
  listeners: () => number;
  /** Unsubscribes from the channel until the next `listen`. */
  close: () => void;
};

/** Announces changed seats to all processes. Call it after the commit. */
export function announceSeats(eventId: number, changes: readonly ToldChange[]): void {
  if (changes.length > 0) publish(topicOf(eventId), changes);
}

/** Which hall an event sells, and how often its price levels were painted over it. */
export type HallSold = { layoutHash: string; painting: number };

/** Announces to all processes that an event has another layout, or other levels on it. Call it after the commit. */
export function announceHall(eventId: number, { layoutHash, painting }: HallSold): void {
  publish(topicOf(eventId), { layoutHash, painting });
}

/** Announces to all processes that list prices of an event changed. Call it after the commit. */
export function announcePrices(
  eventId: number,
  { updatedAt, prices }: { updatedAt: Date; prices: readonly { levelId: number; priceMinor: number }[] },
): void {
  publish(topicOf(eventId), { prices, updatedAt: updatedAt.toISOString() });
}

/** Announces to all processes that the sale of an event is paused, or goes on. Call it after the commit. */
export function announceSale(
  eventId: number,
  { updatedAt, pausedAt }: { updatedAt: Date; pausedAt: Date | null },
): void {
  publish(topicOf(eventId), { pausedAt: pausedAt?.toISOString() ?? null, updatedAt: updatedAt.toISOString() });
}

type ToldSale = { pausedAt: string | null; updatedAt: string };
type ToldPrices = { prices: readonly { levelId: number; priceMinor: number }[]; updatedAt: string };

/** The live seats of a published event, loaded once in the process; undefined when it does not exist. */
export async function openLiveSeats(eventId: number): Promise<LiveSeats | undefined> {
  const kept = openEvents();
  const key = String(eventId);
  const known = kept.get(key);
  if (known) return known.seats;
  const opening: Opening = { seats: loadLiveSeats(eventId, () => kept.forget(key, opening)) };
  kept.set(key, opening);
  opening.seats.then(
    (found) => {
      if (found) opening.live = found;
      else kept.forget(key, opening);
    },
    () => kept.forget(key, opening),
  );
  return opening.seats;
}

type Opening = { seats: Promise<LiveSeats | undefined>; live?: LiveSeats };

/** How many events a process keeps in memory: about five bytes a seat each, plus their hall, which events share. */
const EVENTS_OPEN_MAX = 500;
const STALE_AFTER_MS = 2_000;

function openEvents(): RecentlyUsed<Opening> {
  return singleton("live-seats", () =>
    keepRecentlyUsed<Opening>({
      max: EVENTS_OPEN_MAX,
      mayGo: ({ live }) => live !== undefined && live.listeners() === 0,
      onGone: ({ live }) => live?.close(),
    }),
  );
}

function topicOf(eventId: number): string {
  return `seats:${eventId}`;
}

async function loadLiveSeats(eventId: number, onGone: () => void): Promise<LiveSeats | undefined> {
  const event = await findSeatedEvent(eventId);
  const layout = event && (await findLayout(event.layoutHash));
  if (!event || !layout) return undefined;
  const seats = createLiveSeats(event, layout, onGone);
  await seats.refresh();
  return seats;
}

const hallOf = ({ layoutHash, pricePaintingRevision }: SeatedEvent): HallSold => ({
  ...{ layoutHash, painting: pricePaintingRevision },
});

type PreparedHall = Pick<LiveSeats, "hall" | "ids" | "placeOf">;

/** The hall of a layout, prepared once for all its events. */
function preparedHall(layout: Layout): PreparedHall {
  const prepared = singleton("prepared-halls", () => new WeakMap<Layout, PreparedHall>());
  let found = prepared.get(layout);
  if (!found) {
    const [places, ids] = [placesOf(layout), seatIdsOf(layout)];
    found = { hall: prepareHall(layout), ids, placeOf: (seatId) => places[ids.positionOf(seatId) - 1] };
    prepared.set(layout, found);
  }
  return found;
}

function createLiveSeats(first: SeatedEvent, layout: Layout, onGone: () => void): LiveSeats {
  let event = first;
  const prepared = preparedHall(layout);
  const { highest } = prepared.ids;
  const states = createLiveStates(highest);
  const feed = createFeed(
    states,
    () => event,
    () => {
      refresh().catch((error: unknown) => log().warn({ err: error, eventId: event.id }, "seats not reread"));
    },
  );
  let readAt: number | undefined;
  /** The state of the event whose prices, or whose pause, were announced last. */
  let toldAt = new Date(0);
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const startedAt = Date.now();
    const { bytes, eventUpdatedAt } = await listSeatStates(event.id);
    states.applyAll(bytes).forEach(feed.append);
    // The first read is the baseline, so nothing is broadcast.
    if (readAt === undefined) feed.forget();
    readAt = startedAt;
    if (eventUpdatedAt?.getTime() === event.updatedAt.getTime()) return;
    const changed = await findSeatedEvent(event.id);
    // A republished event may have another hall, and its versions start at 0 again, so the next reader loads it from scratch.
    if (changed && isOtherHall(hallOf(changed))) leave(hallOf(changed));
    else if (changed && changed.publishedAt?.getTime() === event.publishedAt?.getTime()) know(changed);
    else onGone();
  }

  /** Takes the event as it is now, unless what was announced since is not in it yet. */
  function know(changed: SeatedEvent): void {
    if (changed.updatedAt < toldAt) return;
    put(changed);
  }

  function put(changed: SeatedEvent): void {
    const isRepriced = JSON.stringify(pricesOf(changed)) !== JSON.stringify(pricesOf(event));
    const isSwitched = isPaused(changed) !== isPaused(event);
    event = changed;
    if (isRepriced) feed.tellPrices();
    if (isSwitched) feed.tellSale();
  }

  /** Whether a message is of a later state of the event than all that is known of it. */
  function isNews({ updatedAt }: { updatedAt: string }): boolean {
    if (Date.parse(updatedAt) <= Math.max(toldAt.getTime(), event.updatedAt.getTime())) return false;
    toldAt = new Date(updatedAt);
    return true;
  }

  // An event keeps its `updatedAt` when it hears news, so that the next read takes whatever else changed.
  function takePrices({ prices, updatedAt }: ToldPrices): void {
    if (!isNews({ updatedAt })) return;
    const told = new Map(prices.map(({ levelId, priceMinor }) => [levelId, priceMinor]));
    const priceLevels = event.priceLevels.map((level) => ({
      ...level,
      priceMinor: told.get(level.id) ?? level.priceMinor,
    }));
    put({ ...event, priceLevels });
  }

  function takeSale({ pausedAt, updatedAt }: ToldSale): void {
    if (isNews({ updatedAt })) put({ ...event, salePausedAt: pausedAt === null ? null : new Date(pausedAt) });
  }

  function refresh(): Promise<void> {
    if (readAt !== undefined && Date.now() - readAt < STALE_AFTER_MS) return Promise.resolve();
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return freshOrKnown(reading, readAt === undefined ? undefined : { answer: undefined });
  }

  /** Sends the readers to the new hall, whose seats the next reader loads. */
  function leave(hall: HallSold): void {
    if (!isOtherHall(hall)) return;
    onGone();
    feed.tellHall(hall);
  }

  /** A message of before may come late: paintings count upwards. */
  function isOtherHall({ layoutHash, painting }: HallSold): boolean {
    return layoutHash !== event.layoutHash || painting > event.pricePaintingRevision;
  }

  let unsubscribe: (() => void) | undefined;
  const hearChannel = () => {
    unsubscribe ??= subscribe(topicOf(event.id), (message) => {
      const heard = message as readonly ToldChange[] | HallSold | ToldPrices | ToldSale;
      if ("layoutHash" in heard) leave(heard);
      else if ("prices" in heard) takePrices(heard);
      else if ("pausedAt" in heard) takeSale(heard);
      else heard.forEach(feed.take);
    });
  };
  hearChannel();

  return {
    get event() {
      return event;
    },
    layout,
    ...prepared,
    bitmap: states.bitmap,
    free: states.free,
    occupied: states.occupied,
    isSetAside: states.isSetAside,
    version: () => `${feed.epoch}-${states.changes()}`,
    refresh,
    listen: (lastEventId, listener) => {
      hearChannel();
      return feed.listen(lastEventId, listener);
    },
    snapshot: feed.snapshot,
    listeners: feed.listeners,
    close: () => {
      unsubscribe?.();
      unsubscribe = undefined;
    },
  };
}
