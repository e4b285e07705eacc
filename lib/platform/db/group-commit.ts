import { declareQueue } from "../bounded-queues.ts";
import { Failure, invariant } from "../invariant.ts";

/**
 * Group commit: while one statement is at the database, requests gather; the next statement decides all of them. Alone,
 * a request goes at once. Requests that are decided at the same time never share a key (a seat, a buyer), so that one
 * statement can give each its own verdict and no statement waits for another's rows; one that would stays in the queue,
 * in its order.
 *
 * Requests of one lane (an event) share statements, requests of two lanes never do. Lanes that wait take turns, one batch
 * each, so a rush for one event delays another event by a statement at most. A lane exists only while it has requests:
 * an idle one holds no memory and no timer. Its queue is bounded; a request that finds it full fails at once.
 */
export type GroupCommit<Request, Verdict> = {
  /** Resolves with the verdict on this request; rejects with what the statement threw, or a `Failure` when the lane is full. */
  submit: (request: Request) => Promise<Verdict>;
  /** Requests that wait for a batch now. */
  waiting: () => number;
  /** Lanes that have requests, waiting or at the database. */
  lanes: () => number;
};

export type GroupCommitOptions<Request, Verdict> = {
  /** The dependency that a full queue names in its `Failure`. */
  name: string;
  /** Decides a batch of one lane: one verdict for each request, in their order. */
  decide: (batch: Request[]) => Promise<Verdict[]>;
  /** The lane whose requests share statements with this one; one lane for all when left out. */
  laneOf?: (request: Request) => number;
  /** What a request claims for itself alone while it is decided. Keys are compared inside a lane. */
  keysOf: (request: Request) => string[];
  batchMax: number;
  /** Statements of one lane under way at once. More than one hides the commit's disk wait. */
  inFlightMax: number;
  /** Statements of all lanes under way at once; as many as of one lane when left out. */
  inFlightOfAllMax?: number;
  /** Requests of one lane that may wait. */
  waitingMax: number;
};

type Entry<Request, Verdict> = {
  request: Request;
  keys: string[];
  resolve: (verdict: Verdict) => void;
  reject: (error: unknown) => void;
};

type Lane<Request, Verdict> = {
  id: number;
  queue: Entry<Request, Verdict>[];
  inFlight: number;
  /** Keys of the requests that are at the database now. */
  busy: Set<string>;
};

export function createGroupCommit<Request, Verdict>(
  options: GroupCommitOptions<Request, Verdict>,
): GroupCommit<Request, Verdict> {
  const { laneOf = () => 0, inFlightMax, inFlightOfAllMax = inFlightMax } = options;
  const lanes = new Map<number, Lane<Request, Verdict>>();
  /** Lanes whose turn comes, in this order. */
  const turns = new Set<Lane<Request, Verdict>>();
  let inFlight = 0;
  let isPumpDue = false;

  async function work(lane: Lane<Request, Verdict>, batch: Entry<Request, Verdict>[]): Promise<void> {
    inFlight += 1;
    lane.inFlight += 1;
    for (const entry of batch) for (const key of entry.keys) lane.busy.add(key);
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
      lane.inFlight -= 1;
      for (const entry of batch) for (const key of entry.keys) lane.busy.delete(key);
      if (lane.queue.length > 0) turns.add(lane);
      else if (lane.inFlight === 0) lanes.delete(lane.id);
      pump();
    }
  }

  function pump(): void {
    isPumpDue = false;
    for (const lane of turns) {
      if (inFlight >= inFlightOfAllMax) return;
      turns.delete(lane);
      if (lane.inFlight >= inFlightMax) continue; // Comes again when one of its statements ends.
      const batch = takeBatch(lane, options.batchMax);
      if (batch.length === 0) continue; // All of its requests wait for a key that is at the database.
      if (lane.queue.length > 0) turns.add(lane);
      void work(lane, batch);
    }
  }

  function laneFor(request: Request): Lane<Request, Verdict> {
    const id = laneOf(request);
    const lane = lanes.get(id) ?? { id, queue: [], inFlight: 0, busy: new Set<string>() };
    if (lane.queue.length >= options.waitingMax)
      throw new Failure(options.name, `${lane.queue.length} requests wait`, { retryAfterSeconds: 1 });
    lanes.set(id, lane);
    return lane;
  }

  declareQueue(options.name, {
    bound: options.waitingMax,
    depth: () => Math.max(0, ...[...lanes.values()].map(({ queue }) => queue.length)),
  });

  return {
    submit: (request) =>
      new Promise((resolve, reject) => {
        const lane = laneFor(request);
        lane.queue.push({ request, keys: options.keysOf(request), resolve, reject });
        if (lane.inFlight < inFlightMax) turns.add(lane);
        if (isPumpDue || inFlight >= inFlightOfAllMax || turns.size === 0) return;
        isPumpDue = true;
        // After this turn of the event loop, so that all requests that came in with it share a statement.
        setImmediate(pump);
      }),
    waiting: () => [...lanes.values()].reduce((sum, lane) => sum + lane.queue.length, 0),
    lanes: () => lanes.size,
  };
}

/** Takes the next requests of a lane that share no key with each other, with those at the database, or with one before them. */
function takeBatch<Request, Verdict>(lane: Lane<Request, Verdict>, batchMax: number): Entry<Request, Verdict>[] {
  const batch: Entry<Request, Verdict>[] = [];
  const passedOver: Entry<Request, Verdict>[] = [];
  const claimed = new Set<string>();
  let seen = 0;
  for (const entry of lane.queue) {
    if (batch.length >= batchMax) break;
    seen += 1;
    const isFree = !entry.keys.some((key) => claimed.has(key) || lane.busy.has(key));
    // The keys of one that waits are claimed too: no request behind it overtakes it to the same seat.
    for (const key of entry.keys) claimed.add(key);
    (isFree ? batch : passedOver).push(entry);
  }
  lane.queue = [...passedOver, ...lane.queue.slice(seen)];
  return batch;
}
