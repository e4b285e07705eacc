import { invariant } from "../invariant.ts";

/**
 * Group commit: while one statement is at the database, requests gather; the next statement decides all of them. Alone,
 * a request goes at once. Requests that are decided at the same time never share a key (a seat, a buyer), so that one
 * statement can give each its own verdict and no statement waits for another's rows; one that would stays in the queue,
 * in its order.
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
  /** What a request claims for itself alone while it is decided. */
  keysOf: (request: Request) => string[];
  batchMax: number;
  /** Statements under way at once. More than one hides the commit's disk wait. */
  inFlightMax: number;
}): GroupCommit<Request, Verdict> {
  type Entry = {
    request: Request;
    keys: string[];
    resolve: (verdict: Verdict) => void;
    reject: (error: unknown) => void;
  };
  let queue: Entry[] = [];
  let inFlight = 0;
  let isPumpDue = false;
  /** Keys of the requests that are at the database now. */
  const busy = new Set<string>();

  function takeBatch(): Entry[] {
    const batch: Entry[] = [];
    const passedOver: Entry[] = [];
    const claimed = new Set<string>();
    let seen = 0;
    for (; seen < queue.length && batch.length < options.batchMax; seen++) {
      const entry = queue[seen] as Entry;
      const isFree = !entry.keys.some((key) => claimed.has(key) || busy.has(key));
      // The keys of one that waits are claimed too: nobody behind it overtakes it to the same seat.
      for (const key of entry.keys) claimed.add(key);
      (isFree ? batch : passedOver).push(entry);
    }
    queue = [...passedOver, ...queue.slice(seen)];
    return batch;
  }

  async function work(batch: Entry[]): Promise<void> {
    inFlight += 1;
    for (const entry of batch) for (const key of entry.keys) busy.add(key);
    try {
      const verdicts = await options.decide(batch.map((entry) => entry.request));
      invariant(verdicts.length === batch.length, "every request of a batch gets a verdict");
      batch.forEach((entry, i) => {
        entry.resolve(verdicts[i] as Verdict);
      });
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    } finally {
      inFlight -= 1;
      for (const entry of batch) for (const key of entry.keys) busy.delete(key);
      pump();
    }
  }

  function pump(): void {
    isPumpDue = false;
    while (queue.length > 0 && inFlight < options.inFlightMax) {
      const batch = takeBatch();
      if (batch.length === 0) return;
      void work(batch);
    }
  }

  return {
    submit: (request) =>
      new Promise((resolve, reject) => {
        queue.push({ request, keys: options.keysOf(request), resolve, reject });
        if (isPumpDue || inFlight >= options.inFlightMax) return;
        isPumpDue = true;
        // After this turn of the event loop, so that all requests that came in with it share a statement.
        setImmediate(pump);
      }),
    waiting: () => queue.length,
  };
}
