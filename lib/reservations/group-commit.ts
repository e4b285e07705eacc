/**
 * Group commit: while one statement is at the database, requests gather; the next statement decides all of them. Alone,
 * a request goes at once. Requests of one batch never share a key (a seat, a buyer), so that one statement can give
 * each its own verdict; one that would stays in the queue, in its order, for the next batch.
 */
export type GroupCommit<Request, Verdict> = {
  /** Resolves with the verdict on this request; rejects with what the statement threw. */
  submit: (request: Request) => Promise<Verdict>;
  /** Requests that wait for a batch now. */
  waiting: () => number;
};

export function createGroupCommit<Request, Verdict>(options: {
  /** Decides a batch: one verdict for each request, in their order. */
  decide: (batch: Request[]) => Promise<Verdict[]>;
  /** What a request claims for itself alone within a batch. */
  keysOf: (request: Request) => string[];
  batchMax: number;
  /** Statements under way at once. More than one hides the commit's disk wait. */
  inFlightMax: number;
}): GroupCommit<Request, Verdict> {
  type Entry = { request: Request; keys: string[]; resolve: (verdict: Verdict) => void; reject: (error: unknown) => void };
  let queue: Entry[] = [];
  let inFlight = 0;

  function takeBatch(): Entry[] {
    const batch: Entry[] = [];
    const rest: Entry[] = [];
    const claimed = new Set<string>();
    for (const entry of queue) {
      const isFree = batch.length < options.batchMax && !entry.keys.some((key) => claimed.has(key));
      // The keys of one that waits are claimed too: nobody behind it overtakes it to the same seat.
      for (const key of entry.keys) claimed.add(key);
      (isFree ? batch : rest).push(entry);
    }
    queue = rest;
    return batch;
  }

  async function work(): Promise<void> {
    const batch = takeBatch();
    inFlight += 1;
    try {
      const verdicts = await options.decide(batch.map((entry) => entry.request));
      batch.forEach((entry, i) => {
        entry.resolve(verdicts[i] as Verdict);
      });
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    } finally {
      inFlight -= 1;
      pump();
    }
  }

  function pump(): void {
    while (queue.length > 0 && inFlight < options.inFlightMax) void work();
  }

  return {
    submit: (request) =>
      new Promise((resolve, reject) => {
        queue.push({ request, keys: options.keysOf(request), resolve, reject });
        // A microtask later, so that requests of one tick of the event loop share a statement.
        queueMicrotask(pump);
      }),
    waiting: () => queue.length,
  };
}
