import type { SeatCounts } from "#lib/seating/live-states";
import { estimateWait, type WaitRange } from "#lib/waiting-room/estimate";
import {
  forecastOf,
  paceOfForecast,
  peopleAhead,
  type Reading,
  type RoomNow,
  takenPerPerson,
  whyNoTime,
} from "#lib/waiting-room/forecast";
import { judgePredictions, type PredictionRecord } from "#lib/waiting-room/judge-predictions";
import type { QueueModel } from "#lib/waiting-room/testing/queue-model";

/** A range that was shown to somebody with so many ahead, and when their turn came; undefined where it did not. */
export type Prediction = { ahead: number; atMs: number; range: WaitRange; seconds: number | undefined };

/** Places that are looked at for the picture, by the people ahead of them. */
const AHEAD = [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];
const READ_EVERY_MS = 10_000;
const LOOK_EVERY_MS = 60_000;
/** As many as the product reads back. */
const RECENT = 36;

/** The readings of the queue that the product would take (log-reading.ts), and by its own rules what people were shown and what came true. */
export class WaitRecord {
  readonly readings: Reading[] = [];
  private readonly shown: { number: number; ahead: number; atMs: number; range: WaitRange }[] = [];
  private readonly calledAt = new Map<number, number>();
  private readAt = 0;
  private lookAt = 0;

  look(model: QueueModel, { free, occupied }: SeatCounts): void {
    if (!model.room.isDrawn || model.now < this.readAt) return;
    this.readAt = model.now + READ_EVERY_MS;
    const room = roomNow(model);
    const recent = this.readings.slice(-RECENT);
    const forecast = forecastOf(room, recent);
    const { atMs, serving, lastNumber, calledCount, waiting, inside, choosing, isPaused } = room;
    const line = { atMs, serving, lastNumber, calledCount, waiting, inside, choosing, isPaused, wasEmptied: false };
    const levels = takenPerPerson([{ id: 1, left: free, occupied }], { room, first: this.readings[0] });
    const reading = { ...line, forecast, levels };
    this.readings.push(reading);
    if (atMs >= this.lookAt) this.noteShown(reading);
  }

  private noteShown(reading: Reading): void {
    const { atMs, serving, lastNumber, forecast } = reading;
    this.lookAt = atMs + LOOK_EVERY_MS;
    for (const ahead of AHEAD) {
      if (!forecast || serving + ahead >= lastNumber) continue;
      const people = peopleAhead(ahead, { ...forecast, numbers: lastNumber - serving });
      if (whyNoTime(people, reading)) continue;
      const range = estimateWait({ ahead: people + 1, pace: paceOfForecast(forecast) });
      if (range) this.shown.push({ number: serving + ahead + 1, ahead, atMs, range });
    }
  }

  called(number: number, atMs: number): void {
    this.calledAt.set(number, atMs);
  }

  /** What was shown at first sight, with what came true. */
  predictions(): Prediction[] {
    return this.shown.map(({ number, ahead, atMs, range }) => {
      const calledAt = this.calledAt.get(number);
      return { ahead, atMs, range, seconds: calledAt === undefined ? undefined : (calledAt - atMs) / 1_000 };
    });
  }

  /** What the product itself says of its predictions. */
  judged(): PredictionRecord {
    return judgePredictions(this.readings);
  }
}

function roomNow(model: QueueModel): RoomNow {
  const { room, line, now } = model;
  return {
    ...{ atMs: now, serving: room.serving, lastNumber: line.lastNumber, calledCount: room.calledCount },
    ...{ waiting: line.waiting, inside: model.countTaken(), choosing: model.countChoosing() },
    ...{ isPaused: room.isPaused },
    ...{ isHeldBack: room.heldBack === "stock" || room.heldBack === "outage", placesMax: room.places },
    ...{ ratePerMinute: room.ratePerMinute * room.rateShare, leaseSeconds: room.leaseMs / 1_000, stays: model.stays() },
  };
}
