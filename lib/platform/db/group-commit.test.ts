import fc from "fast-check";
import { expect, test } from "vitest";
import { createGroupCommit } from "./group-commit.ts";

type Ask = { id: number; keys: string[] };
type Deciding = { batch: Ask[]; finish: () => void; fail: (error: Error) => void };

/** A group commit whose statements end when the test says so. */
function underControl(options: { batchMax?: number; inFlightMax?: number } = {}) {
  const deciding: Deciding[] = [];
  const batches: Ask[][] = [];
  const group = createGroupCommit<Ask, string>({
    decide: (batch) =>
      new Promise((resolve, reject) => {
        batches.push(batch);
        deciding.push({ batch, finish: () => resolve(batch.map(({ id }) => `verdict ${id}`)), fail: reject });
      }),
    keysOf: (ask) => ask.keys,
    batchMax: options.batchMax ?? 64,
    inFlightMax: options.inFlightMax ?? 1,
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

test("a statement that fails rejects its own requests and nobody else's", async () => {
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
  const group = createGroupCommit<Ask, string>({
    decide: () => Promise.resolve([]),
    keysOf: (ask) => ask.keys,
    batchMax: 4,
    inFlightMax: 1,
  });
  await expect(group.submit({ id: 0, keys: [] })).rejects.toThrow("gets a verdict");
});

test("control: requests that name no keys do meet in one batch, so the keys are what keeps them apart", async () => {
  const { group, deciding, batches } = underControl();
  const verdicts = [0, 1].map((id) => group.submit({ id, keys: [] }));
  await drain(deciding, () => 0);
  await Promise.all(verdicts);
  expect(batches.map((batch) => batch.length)).toEqual([2]);
});
