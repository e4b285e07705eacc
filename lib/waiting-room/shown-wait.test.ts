import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Look, nextShown, nextWay, RISE_AFTER_MS, type ShownWait, type ShownWay } from "./shown-wait.ts";

const range = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 40 }))
  .map(([from, more]) => ({ fromSeconds: from * 60, toSeconds: (from + more) * 60 }));
const look = fc.record({
  afterMs: fc.nat(40_000),
  estimate: fc.option(range, { nil: undefined, freq: 8 }),
  ahead: fc.nat(1_000),
  isPaused: fc.boolean(),
  noTime: fc.constantFrom(undefined, "too_late" as const, "uncertain" as const),
});

/** Shows a row of looks, each so long after the last. */
function shownAfter(looks: readonly (Omit<Look, "atMs"> & { afterMs: number })[]): ShownWait[] {
  const all: ShownWait[] = [];
  let atMs = 0;
  for (const { afterMs, ...rest } of looks) {
    atMs += afterMs;
    all.push(nextShown(all.at(-1), { ...rest, atMs }));
  }
  return all;
}

const minutes = (from: number, to: number) => ({ fromSeconds: from * 60, toSeconds: to * 60 });
const at = (seconds: number, given: Partial<Look> = {}): Look => ({
  ...{ atMs: seconds * 1_000, estimate: minutes(10, 14), ahead: 100, isPaused: false, noTime: undefined },
  ...given,
});
const shownBy = (...looks: Look[]) =>
  looks.reduce<ShownWait | undefined>((shown, one) => nextShown(shown, one), undefined);

describe("the shown range", () => {
  test("never rises without a reason, and none of its ends rises alone", () => {
    fc.assert(
      fc.property(fc.array(look, { minLength: 2, maxLength: 30 }), (looks) => {
        const all = shownAfter(looks);
        all.forEach(({ range: now, why }, i) => {
          const before = all[i - 1]?.range;
          if (!before) return;
          const hasRisen = !now || now.fromSeconds > before.fromSeconds || now.toSeconds > before.toSeconds;
          if (!hasRisen) return;
          expect(why).toBeDefined();
          if (now) expect(now.fromSeconds).toBeGreaterThan(before.toSeconds);
        });
      }),
    );
  });

  test("falls at once with every lower estimate, each end for itself", () => {
    fc.assert(
      fc.property(range, range, (first, second) => {
        fc.pre(second.fromSeconds <= first.toSeconds);
        expect(shownBy(at(0, { estimate: first }), at(3, { estimate: second }))?.range).toEqual({
          fromSeconds: Math.min(first.fromSeconds, second.fromSeconds),
          toSeconds: Math.min(first.toSeconds, second.toSeconds),
        });
      }),
    );
  });

  test("rises when the new median has stood above it for half a minute, not before, and not for one that came back down", () => {
    const higher = minutes(20, 26);
    const seconds = RISE_AFTER_MS / 1_000;
    const begun = [at(0), at(4, { estimate: higher })];
    expect(shownBy(...begun, at(4 + seconds - 1, { estimate: higher }))?.range).toEqual(minutes(10, 14));
    expect(shownBy(...begun, at(4 + seconds, { estimate: higher }))).toMatchObject({ range: higher, why: "slower" });
    const back = at(20, { estimate: minutes(12, 18) });
    expect(shownBy(...begun, back, at(4 + seconds, { estimate: higher }))?.range).toEqual(minutes(10, 14));
    // A median inside the range is no reason to move it, however long it stays there.
    expect(
      shownBy(at(0), at(10, { estimate: minutes(14, 30) }), at(100, { estimate: minutes(14, 30) }))?.range,
    ).toEqual(minutes(10, 14));
  });

  test("names why: a pause, people who came back, a queue that stands still, else a slower pace", () => {
    const estimate = minutes(20, 26);
    const why = (...looks: Look[]) => shownBy(at(0), ...looks)?.why;
    expect(why(at(1, { isPaused: true, estimate }), at(60, { estimate }), at(90, { estimate }))).toBe("paused");
    expect(why(at(1, { ahead: 150, estimate }), at(31, { ahead: 150, estimate }))).toBe("returned");
    expect(why(at(1, { estimate: undefined }), at(31, { estimate: undefined }))).toBe("standing");
    expect(why(at(1, { ahead: 90, estimate }), at(31, { ahead: 90, estimate }))).toBe("slower");
    // A pause from before the range was right again explains nothing.
    const resumed = [at(1, { isPaused: true }), at(2)];
    expect(why(...resumed, at(3, { estimate }), at(33, { estimate }))).toBe("slower");
  });

  test("stays during a pause, however long", () => {
    const estimate = minutes(30, 40);
    const paused = [at(1, { isPaused: true, estimate }), at(600, { isPaused: true, estimate })];
    expect(shownBy(at(0), ...paused)).toMatchObject({ range: minutes(10, 14), why: undefined });
  });

  test("keeps its reason until it has fallen to where it stood", () => {
    const risen = [at(0), at(1, { estimate: minutes(20, 26) }), at(31, { estimate: minutes(20, 26) })];
    expect(shownBy(...risen, at(40, { estimate: minutes(15, 20) }))?.why).toBe("slower");
    expect(shownBy(...risen, at(40, { estimate: minutes(10, 13) }))?.why).toBeUndefined();
  });

  test("of a queue that moves again after it stood still comes with that reason, and nothing is named in between", () => {
    const stood = [at(0), at(1, { estimate: undefined }), at(31, { estimate: undefined })];
    expect(shownBy(...stood)?.range).toBeUndefined();
    expect(shownBy(...stood, at(40, { estimate: minutes(30, 40) }))).toMatchObject({
      range: minutes(30, 40),
      why: "standing",
    });
  });
});

test("the people ahead and the way to the front never go back for the same number, also when people come back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.array(fc.nat(600), { minLength: 1 }), (number, aheads) => {
      const ways: ShownWay[] = [];
      for (const ahead of aheads) ways.push(nextWay(ways.at(-1), { number, ahead }));
      const shares = ways.map(({ share }) => share);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(ways.map(({ ahead }) => -ahead)).toEqual(ways.map(({ ahead }) => -ahead).toSorted((a, b) => a - b));
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    }),
  );
  // Another number is another way: who joined again begins at the end.
  const front = nextWay(undefined, { number: 10, ahead: 1 });
  expect(nextWay(front, { number: 500, ahead: 250 })).toEqual({ number: 500, ahead: 250, share: 0.5 });
});
