import { estimateWait, PACE_SPREAD, type Pace, paceOf, type WaitRange } from "#lib/waiting-room/estimate";
import type { QueueModel } from "#lib/waiting-room/testing/queue-model";

/** A range that was shown to somebody with so many ahead, and when their turn came; undefined where it did not. */
export type Prediction = { ahead: number; atMs: number; range: WaitRange; seconds: number | undefined };

/** Places that are looked at, by the people ahead of them. */
const AHEAD = [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];
const EVERY_MS = 60_000;

/**
 * The ranges of the wait that people were shown, by the product's own estimate, against what came true. Once a minute it looks at places
 * spread over the queue.
 */
export class WaitRecord {
  private readonly shown: { number: number; ahead: number; atMs: number; range: WaitRange }[] = [];
  private readonly calledAt = new Map<number, number>();
  private lookAt = 0;
  private drawnAt: number | undefined;

  look({ now, room, line }: QueueModel): void {
    if (!room.isDrawn || now < this.lookAt) return;
    this.drawnAt ??= now;
    this.lookAt = now + EVERY_MS;
    // The moving average starts at zero; the divisor corrects for its missing history, as the product's statement does (PACE).
    const seconds = Math.max(1, (now - this.drawnAt) / 1_000);
    const perSecond = paceOf({ ...room, pacePerSecond: room.pacePerSecond / (1 - Math.exp(-seconds / 180)) });
    const pace = perSecond === undefined ? undefined : paceOfRoom(perSecond, room.ratePerMinute);
    for (const ahead of AHEAD) {
      const number = room.serving + ahead + 1;
      const range = number <= line.lastNumber ? estimateWait({ ahead: ahead + 1, pace }) : undefined;
      if (range) this.shown.push({ number, ahead, atMs: now, range });
    }
  }

  called(number: number, atMs: number): void {
    this.calledAt.set(number, atMs);
  }

  /** All ranges that were shown, with what came true. */
  predictions(): Prediction[] {
    return this.shown.map(({ number, ahead, atMs, range }) => {
      const calledAt = this.calledAt.get(number);
      return { ahead, atMs, range, seconds: calledAt === undefined ? undefined : (calledAt - atMs) / 1_000 };
    });
  }

  /** Of those whose turn came: how many waited no longer than the range said, and how many less than its shorter end. */
  calibration(): { count: number; inTime: number; shorter: number } {
    const known = this.predictions().flatMap(({ range, seconds }) =>
      seconds === undefined ? [] : [{ range, seconds }],
    );
    const inTime = known.filter(({ range, seconds }) => seconds <= range.toSeconds).length;
    const shorter = known.filter(({ range, seconds }) => seconds < range.fromSeconds).length;
    return { count: known.length, inTime, shorter };
  }
}

/** Everyone is called at the measured pace: no places are free while people wait. */
const paceOfRoom = (perSecond: number, ratePerMinute: number): Pace => ({
  ...{ steadyPerSecond: perSecond, ratePerSecond: ratePerMinute / 60, freePlaces: 0, spread: PACE_SPREAD },
});
