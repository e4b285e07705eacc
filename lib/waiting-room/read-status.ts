import { LRUCache } from "lru-cache";
import { singleton } from "#lib/platform/singleton";
import { type LiveSeats, openLiveSeats } from "#lib/seating/live-seats";
import type { QueueDrawWire, QueueStatusWire } from "./contract.ts";
import { paceOf } from "./estimate.ts";
import { type Reading, takenPerPerson } from "./forecast.ts";
import { STRATA } from "./lanes.ts";
import { findLatestReading } from "./reading-store.ts";
import { seatsByLevel } from "./seats-by-level.ts";
import { findStatus, listDrawnTickets, type StatusRow } from "./status-store.ts";

const FRESH_MS = 1_000;
const ROOMS_KEPT = 1_000;

/**
 * The state of the queue of an event, the same for all readers; undefined without a waiting room. A process asks the
 * database once a second, however many people wait.
 */
export async function readStatus(eventId: number): Promise<QueueStatusWire | undefined> {
  const kept = singleton(
    "queue-status",
    () => new LRUCache<number, Kept>({ max: ROOMS_KEPT, ttl: FRESH_MS, ignoreFetchAbort: true, fetchMethod: load }),
  );
  return (await kept.forceFetch(eventId)).status;
}

/** The answer for an event without a waiting room is kept as well. */
type Kept = { status: QueueStatusWire | undefined };

async function load(eventId: number): Promise<Kept> {
  const row = await findStatus(eventId);
  if (!row) return { status: undefined };
  const [seats, reading] = await Promise.all([
    openLiveSeats(eventId),
    row.phase === "open" ? findLatestReading(eventId) : undefined,
  ]);
  await seats?.refresh();
  const isRecent = reading && row.readAt.getTime() - reading.atMs < FORECAST_MS;
  return { status: statusOf(row, { seats, reading: isRecent ? reading : undefined }) };
}

/** An older reading says nothing of now: nobody waited since, or nothing moves the queue. */
const FORECAST_MS = 120_000;

/** The record of a draw with a hundred thousand tickets takes four megabytes. */
const DRAWS_KEPT = 8;

/**
 * The record with which anyone can check the draw; undefined before the draw and without a waiting room. It never changes,
 * so a process reads it once.
 */
export async function readDraw(eventId: number): Promise<QueueDrawWire | undefined> {
  const kept = singleton(
    "queue-draws",
    () => new LRUCache<number, KeptDraw>({ max: DRAWS_KEPT, ignoreFetchAbort: true, fetchMethod: loadDraw }),
  );
  const { draw } = await kept.forceFetch(eventId);
  if (!draw) kept.delete(eventId);
  return draw;
}

/** An object even where there is no draw: lru-cache rejects a reading without a value that had to make room. */
type KeptDraw = { draw: QueueDrawWire | undefined };

async function loadDraw(eventId: number): Promise<KeptDraw> {
  const row = await findStatus(eventId);
  if (!row?.drawnAt || row.seed === null || row.salt === null) return { draw: undefined };
  const { ids, strata } = await listDrawnTickets(eventId);
  const draw = {
    event_id: eventId,
    seed_hash: row.seedHash,
    seed: row.seed,
    salt: row.salt,
    drawn_at: row.drawnAt.toISOString(),
    strata: STRATA.map((name, i) => ({ name, tickets: strata[i] ?? 0 })).filter(({ tickets }) => tickets > 0),
    tickets: ids,
  };
  return { draw };
}

type Known = { seats: LiveSeats | undefined; reading: Reading | undefined };

function statusOf(row: StatusRow, { seats, reading }: Known): QueueStatusWire {
  const measured = paceOf(row);
  const pace = reading?.forecast?.pacePerMinute ?? (measured === undefined ? undefined : measured * 60);
  return {
    event_id: row.eventId,
    phase: row.phase,
    is_cancelled: row.isCancelled,
    is_paused: row.isPaused,
    held_back: row.heldBack,
    pass_seconds: row.passSeconds,
    opens_at: row.opensAt.toISOString(),
    serving_position: row.serving,
    last_position: row.lastNumber,
    waiting: row.drawnAt ? row.lastNumber - row.serving : row.joined,
    rate_per_minute: row.ratePerMinute,
    pace_per_minute: pace === undefined ? null : rounded(pace),
    forecast: forecastOnWire(reading),
    available_seats: seats?.free() ?? 0,
    levels: levelsOnWire({ seats, reading }),
    draw: {
      seed_hash: row.seedHash,
      seed: row.seed,
      salt: row.salt,
      drawn_at: row.drawnAt?.toISOString() ?? null,
      tickets: row.drawnCount,
    },
    updated_at: row.readAt.toISOString(),
  };
}

function forecastOnWire(reading: Reading | undefined): QueueStatusWire["forecast"] {
  if (!reading?.forecast) return null;
  const { steadyPerMinute, spread, freePlaces, inside, choosing, waitingShare } = reading.forecast;
  return {
    ...{ steady_per_minute: rounded(steadyPerMinute), spread: Math.round(spread * 100) / 100 },
    ...{ free_places: freePlaces, inside, choosing, waiting_share: Math.round(waitingShare * 1_000) / 1_000 },
  };
}

/** The seats are counted now; how many of them people take is what the latest reading measured. */
function levelsOnWire({ seats, reading }: Known): QueueStatusWire["levels"] {
  if (!seats) return [];
  const taken = new Map(reading?.levels.map(({ id, seatsPerPerson }) => [id, seatsPerPerson]));
  const assumed = takenPerPerson(seatsByLevel(seats), { room: { calledCount: 0, choosing: 0 }, first: undefined });
  return assumed.map(({ id, left, seatsPerPerson }) => {
    return { price_level_id: id, available_seats: left, seats_per_person: taken.get(id) ?? seatsPerPerson };
  });
}

const rounded = (value: number) => Math.round(value * 10) / 10;
