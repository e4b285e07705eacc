import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../invariant.ts";
import { createGroupCommit, type GroupCommitOptions } from "./group-commit.ts";

type Ask = { id: number; keys: string[]; lane?: number };
type Deciding = { batch: Ask[]; finish: () => void; fail: (error: Error) => void };

/** A group commit whose statements end when the test says so. */
function underControl(options: Partial<GroupCommitOptions<Ask, string>> = {}) {
  const deciding: Deciding[] = [];
  const batches: Ask[][] = [];
  const group = createGroupCommit<Ask, string>({
    name: "tests",
    decide: (batch) =>
      new Promise((resolve, reject) => {
        batches.push(batch);
        deciding.push({ batch, finish: () => resolve(batch.map(({ id }) => `verdict ${id}`)), fail: reject });
      }),
    keysOf: (ask) => ask.keys,
    batchMax: 64,
    inFlightMax: 1,
    waitingMax: 1_000,
    ...options,
  });
  return { group, deciding, batches };
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

/** Ends what is at the database, one statement after the other in the order `pick` names, until nothing is left. */
async function drain(deciding: Deciding[], pick: (count: number) => number, end = (one: Deciding) => one.finish()) {
  for (await turn(); deciding.length > 0; await turn()) {
    const [one] = deciding.splice(pick(deciding.length), 1);
    if (one) end(one);
  }
}

const asks = fc
  .array(fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"), { minLength: 1, maxLength: 3 }), {
    maxLength: 40,
  })
  .map((list) => list.map((keys, id) => ({ id, keys })));
const shape = fc.record({
  asks,
  batchMax: fc.integer({ min: 1, max: 6 }),
  inFlightMax: fc.integer({ min: 1, max: 3 }),
  order: fc.infiniteStream(fc.nat(99)),
});

test("every request gets exactly its own verdict, whatever shares a statement with it", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async ({ asks, batchMax, inFlightMax, order }) => {
      const { group, deciding, batches } = underControl({ batchMax, inFlightMax });
      const verdicts = asks.map((ask) => group.submit(ask));
      await drain(deciding, (count) => (order.next().value ?? 0) % count);
      expect(await Promise.all(verdicts)).toEqual(asks.map(({ id }) => `verdict ${id}`));
      expect(
        batches
          .flat()
          .map(({ id }) => id)
          .sort((a, b) => a - b),
      ).toEqual(asks.map(({ id }) => id));
      expect(group.waiting()).toBe(0);
    }),
  );
});

test("no two requests at the database at the same time share a key, and no batch is larger than its limit", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async ({ asks, batchMax, inFlightMax, order }) => {
      const { group, deciding, batches } = underControl({ batchMax, inFlightMax });
      const verdicts = asks.map((ask) => group.submit(ask));
      await drain(deciding, (count) => {
        const keys = deciding.flatMap(({ batch }) => batch.flatMap((ask) => ask.keys));
        expect(new Set(keys).size).toBe(keys.length);
        expect(count).toBeLessThanOrEqual(inFlightMax);
        return (order.next().value ?? 0) % count;
      });
      await Promise.all(verdicts);
      for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(batchMax);
    }),
  );
});

describe("lanes", () => {
  const laneOf = ({ lane = 0 }: Ask) => lane;
  const inLane = (lane: number, ids: number[]) => ids.map((id) => ({ id, keys: [`k${id}`], lane }));

  test("never share a statement, whatever comes; every request gets its own verdict, and no lane is left", async () => {
    const laned = fc.record({
      asks: fc.array(fc.record({ key: fc.constantFrom("a", "b", "c"), lane: fc.nat(4) }), { maxLength: 40 }),
      inFlightMax: fc.integer({ min: 1, max: 3 }),
      inFlightOfAllMax: fc.integer({ min: 1, max: 4 }),
      order: fc.infiniteStream(fc.nat(99)),
    });
    await fc.assert(
      fc.asyncProperty(laned, async ({ asks, inFlightMax, inFlightOfAllMax, order }) => {
        const { group, deciding, batches } = underControl({ laneOf, batchMax: 3, inFlightMax, inFlightOfAllMax });
        const verdicts = asks.map(({ key, lane }, id) => group.submit({ id, keys: [key], lane }));
        await drain(deciding, (count) => {
          expect(count).toBeLessThanOrEqual(inFlightOfAllMax);
          for (const each of new Set(deciding.map(({ batch }) => batch[0]?.lane))) {
            const own = deciding.filter(({ batch }) => batch[0]?.lane === each);
            expect(own.length).toBeLessThanOrEqual(inFlightMax);
            const keys = own.flatMap(({ batch }) => batch.flatMap((ask) => ask.keys));
            expect(new Set(keys).size).toBe(keys.length);
          }
          return (order.next().value ?? 0) % count;
        });
        expect(await Promise.all(verdicts)).toEqual(asks.map((_, id) => `verdict ${id}`));
        for (const batch of batches) expect(new Set(batch.map(({ lane }) => lane)).size).toBe(1);
        expect([group.lanes(), group.waiting()]).toEqual([0, 0]);
      }),
    );
  });

  test("take turns: an event with one request waits for one statement of a rush elsewhere, not for the rush", async () => {
    const { group, deciding, batches } = underControl({ laneOf, batchMax: 2 });
    const rush = inLane(1, [0, 1, 2, 3, 4, 5, 6, 7]).map((ask) => group.submit(ask));
    await turn();
    const lone = inLane(2, [8]).map((ask) => group.submit(ask));
    await drain(deciding, () => 0);
    await Promise.all([...rush, ...lone]);
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([[0, 1], [2, 3], [8], [4, 5], [6, 7]]);
  });

  test("control: in one lane for all, the lone request waits for the whole rush", async () => {
    const { group, deciding, batches } = underControl({ batchMax: 2 });
    const rush = inLane(1, [0, 1, 2, 3, 4, 5, 6, 7]).map((ask) => group.submit(ask));
    await turn();
    const lone = inLane(2, [8]).map((ask) => group.submit(ask));
    await drain(deciding, () => 0);
    await Promise.all([...rush, ...lone]);
    expect(batches.at(-1)?.map(({ id }) => id)).toEqual([8]);
  });

  test("leave a statement to each other: one lane never takes all that the process may have under way", async () => {
    const { group, deciding, batches } = underControl({ laneOf, batchMax: 1, inFlightMax: 2, inFlightOfAllMax: 3 });
    const rush = inLane(1, [0, 1, 2, 3]).map((ask) => group.submit(ask));
    await turn();
    const lone = inLane(2, [4]).map((ask) => group.submit(ask));
    await turn();
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([[0], [1], [4]]);
    await drain(deciding, () => 0);
    await Promise.all([...rush, ...lone]);
  });

  test("are bounded: a full one fails at once with a time to come again, and takes requests when there is room", async () => {
    const { group, deciding } = underControl({ laneOf, waitingMax: 2 });
    const kept = inLane(1, [0]).map((ask) => group.submit(ask));
    await turn();
    kept.push(...inLane(1, [1, 2]).map((ask) => group.submit(ask)));
    const refused = await group.submit({ id: 3, keys: [], lane: 1 }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Failure);
    expect(refused).toMatchObject({ dependency: "tests", retryAfterSeconds: 1 });
    // A full lane does not affect other lanes.
    kept.push(group.submit({ id: 4, keys: [], lane: 2 }));
    await drain(deciding, () => 0);
    kept.push(group.submit({ id: 5, keys: [], lane: 1 }));
    await drain(deciding, () => 0);
    expect(await Promise.all(kept)).toEqual([0, 1, 2, 4, 5].map((id) => `verdict ${id}`));
  });

  test("cost nothing when idle: neither a place in memory nor a timer stays, also behind a statement that failed", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate/.test(name)).length;
    const before = timers();
    const { group, deciding } = underControl({ laneOf });
    const verdicts = Array.from({ length: 100 }, (_, id) => group.submit({ id, keys: [], lane: id }));
    const all = Promise.allSettled(verdicts);
    await turn();
    expect(group.lanes()).toBe(100);
    let ended = 0;
    await drain(
      deciding,
      () => 0,
      (one) => (ended++ % 2 === 0 ? one.finish() : one.fail(new Error("the statement broke"))),
    );
    await all;
    expect(group.lanes()).toBe(0);
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

test("requests for the same key are decided in the order in which they came", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async ({ asks, batchMax, inFlightMax, order }) => {
      const { group, deciding, batches } = underControl({ batchMax, inFlightMax });
      const verdicts = asks.map((ask) => group.submit(ask));
      await drain(deciding, (count) => (order.next().value ?? 0) % count);
      await Promise.all(verdicts);
      for (const key of ["a", "b", "c", "d", "e", "f"]) {
        const ids = batches.flat().flatMap((ask) => (ask.keys.includes(key) ? [ask.id] : []));
        expect(ids).toEqual([...ids].sort((x, y) => x - y));
      }
    }),
  );
});

test("a failing statement rejects its own requests and no others", async () => {
  await fc.assert(
    fc.asyncProperty(shape, fc.infiniteStream(fc.boolean()), async ({ asks, batchMax, inFlightMax }, fails) => {
      const { group, deciding } = underControl({ batchMax, inFlightMax });
      const failed = new Set<number>();
      const verdicts = Promise.allSettled(asks.map((ask) => group.submit(ask)));
      await drain(
        deciding,
        () => 0,
        (one) => {
          if (!fails.next().value) return one.finish();
          for (const { id } of one.batch) failed.add(id);
          one.fail(new Error("the statement broke"));
        },
      );
      expect((await verdicts).map(({ status }) => status)).toEqual(
        asks.map(({ id }) => (failed.has(id) ? "rejected" : "fulfilled")),
      );
    }),
  );
});

test("alone, a request goes at once; those that come while it is decided share the next statement", async () => {
  const { group, deciding, batches } = underControl();
  const first = group.submit({ id: 0, keys: ["a"] });
  await turn();
  expect(batches).toEqual([[{ id: 0, keys: ["a"] }]]);
  const later = [1, 2, 3].map((id) => group.submit({ id, keys: [`k${id}`] }));
  await turn();
  expect(group.waiting()).toBe(3);
  await drain(deciding, () => 0);
  await Promise.all([first, ...later]);
  expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([[0], [1, 2, 3]]);
});

test("a statement that leaves a request without a verdict is a fault for the whole batch", async () => {
  const { group } = underControl({ decide: () => Promise.resolve([]) });
  await expect(group.submit({ id: 0, keys: [] })).rejects.toThrow("gets a verdict");
});

test("control: requests that name no keys do meet in one batch, so the keys are what keeps them apart", async () => {
  const { group, deciding, batches } = underControl();
  const verdicts = [0, 1].map((id) => group.submit({ id, keys: [] }));
  await drain(deciding, () => 0);
  await Promise.all(verdicts);
  expect(batches.map((batch) => batch.length)).toEqual([2]);
});
