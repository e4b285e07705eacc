import { openLiveSeats } from "#lib/seating/live-seats";
import { forecastOf, takenPerPerson } from "./forecast.ts";
import {
  appendReading,
  deleteOldReadings,
  findFirstReading,
  findLatestReading,
  listReadings,
  loadRoomNow,
  wasReadSince,
} from "./reading-store.ts";
import { seatsByLevel } from "./seats-by-level.ts";

const EVERY_SECONDS = 10;
/** Six minutes: the pace is measured over the last five, and over the time to the reading before them. */
const RECENT = 36;
const KEPT_DAYS = 90;

/**
 * Notes every ten seconds how a queue stands and how it will move, while anyone waits in it and once after. The public status forecasts by
 * the latest reading, and what was forecast is judged by all of them. Called with each step of the queue; most calls find nothing to do.
 */
export async function logReading(eventId: number): Promise<void> {
  if (await wasReadSince(eventId, EVERY_SECONDS)) return;
  const [room, recent, first] = await Promise.all([
    loadRoomNow(eventId),
    listReadings(eventId, RECENT),
    findFirstReading(eventId),
  ]);
  if (!room || (room.waiting === 0 && (recent.at(-1)?.waiting ?? 0) === 0)) return;
  const seats = await openLiveSeats(eventId);
  await seats?.refresh();
  const levels = takenPerPerson(seats ? seatsByLevel(seats) : [], { room, first });
  const { atMs, serving, lastNumber, calledCount, waiting, inside, choosing, isPaused } = room;
  await appendReading(eventId, {
    ...{ atMs, serving, lastNumber, calledCount, waiting, inside, choosing, isPaused, wasEmptied: false, levels },
    forecast: forecastOf(room, recent),
  });
}

/** Notes that the organizer emptied a queue: its numbers were passed over, and no one was let in. */
export async function logEmptied(eventId: number): Promise<void> {
  const [room, latest] = await Promise.all([loadRoomNow(eventId), findLatestReading(eventId)]);
  // A queue that was never read has predicted nothing.
  if (!room || !latest) return;
  const { atMs, serving, lastNumber, calledCount, waiting, inside, choosing, isPaused } = room;
  const line = { atMs, serving, lastNumber, calledCount, waiting, inside, choosing, isPaused };
  await appendReading(eventId, { ...line, wasEmptied: true, forecast: undefined, levels: latest.levels });
}

/** Forgets readings that are older than a season. Answers how many. */
export function forgetReadings(): Promise<number> {
  return deleteOldReadings(KEPT_DAYS);
}
