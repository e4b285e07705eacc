import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { boundedQueues } from "./bounded-queues.ts";
import { createBulkhead } from "./bulkhead.ts";
import { createGroupCommit } from "./db/group-commit.ts";
import { endpoint } from "./http/endpoint.ts";
import { type Authority, unlimited } from "./http/pipeline.ts";
import { json } from "./http/response.ts";

/** What grows in a process's memory while it serves: queues, and what is kept between requests. Each with what bounds it. */
const BOUNDS: Readonly<Record<string, string>> = {
  // Queues
  "lib/reservations/hold-seats.ts": "4,096 holds wait in the lane of an event; then 503",
  "lib/identity/tokens/token-family-state.ts": "8,192 questions wait, then 503; 50,000 answers are kept at most",
  "lib/platform/http/idempotency.ts": "8,192 keys wait, then 503",
  "lib/platform/bulkhead.ts": "60 searches, 60 exports and 20 pictures wait, five seconds at most; then 503",
  "lib/seating/import/run-import.ts": "8 imports wait, then 503",
  "lib/audit/audit.ts": "50,000 lines wait (write-behind.ts); then they are lost and reported",
  "lib/waiting-room/note-here.ts": "50,000 open pages wait (write-behind.ts); then they are not noted, and speak again",
  "lib/reservations/note-churn.ts": "50,000 slowed holds wait (write-behind.ts); then they are not counted",
  "lib/reservations/first-refusals.ts": "50,000 refusals wait (write-behind.ts), and one for each request under way",
  "lib/realtime/sse.ts": "256 kB for each reader, then deltas are left out; open-connections.ts bounds the readers",
  "lib/platform/text-stream.ts": "one chunk: it is pulled",
  "app/api/v1/events/[id]/promo-code-batches/route.ts": "the lines of progress of one batch",
  // Caches
  "app/shared-answers.ts": "1,000 answers",
  "lib/catalog/briefly.ts": "2,000 answers",
  "lib/catalog/categories/known-categories.ts": "one list",
  "lib/catalog/event-limits.ts": "1,000 events",
  "lib/catalog/seats-left.ts": "events asked about within the time of a fresh count; 5,000 last counts",
  "lib/identity/tokens/access-token.ts": "20,000 tokens",
  "lib/legal/legal-in-force.ts": "100 texts",
  "lib/platform/jobs/worker.ts": "10,000 outcomes",
  "lib/pricing/rules/price-rules-of.ts": "1,000 events",
  "lib/protection/bucket.ts": "50,000 buckets of each limit; a limiter for each rate of the table",
  "lib/protection/challenges/load.ts": "1,000 events",
  "lib/protection/reputation/known-lists.ts": "200,000 lines of each of five lists",
  "lib/protection/risk/count-alike.ts": "10,000 groups",
  "lib/protection/risk/decided-people.ts": "200,000 decisions",
  "lib/seating/packed-geometry.ts": "64 halls",
  "lib/seating/store.ts": "32 layouts",
  "lib/waiting-room/read-status.ts": "1,000 rooms and 8 draws",
  // One entry for each thing of the program or the installation
  "app/dev/rivals/run-rivals.ts": "one for each sale of the demo, outside production",
  "app/i18n.ts": "one for each language",
  "lib/organizations/authority.ts": "one for each permission",
  "lib/platform/before-closing.ts": "one for each part that ends in order",
  "lib/platform/bounded-queues.ts": "one for each queue",
  "lib/platform/db/db.ts": "1,000 names of statements",
  "lib/platform/http/openapi/refusals.ts": "one for each refusal",
  "lib/platform/http/refusals.ts": "one for each refusal",
  "lib/platform/ids.ts": "one for each purpose of a key",
  "lib/platform/local-time.ts": "one for each time zone",
  "lib/platform/redis.ts": "one for each script and subscriber",
  "lib/platform/wall-clock.ts": "one for each time zone",
  "lib/protection/load/metrics.ts": "one for each step",
  "lib/protection/load/readings.ts": "ten slices of each window",
  "lib/realtime/open-connections.ts": "one for each address with an open connection; their number is limited",
};

const GROWS = [
  /createGroupCommit</,
  /createWriteBehind</,
  /new LRUCache[<(]/,
  /new ReadableStream/,
  /\(\(\) => void\)\[\]/,
  // State of the process that is kept as a map, a set or a list.
  /singleton\(\s*"[^"]*",\s*\(\)(: [\w<>]+)? =>[^;]{0,600}?(new Map|new Set|\[\])/,
  /^(export )?(const|let) \w+(: [^=]+)? = new (Map|Set)(<.*>)?\(\)/m,
];
/** They make queues for those who name a bound. */
const MAKERS = ["lib/platform/db/group-commit.ts", "lib/platform/db/write-behind.ts"];

const sources = globSync("{app,lib,deploy}/**/*.{ts,tsx}")
  .filter((file) => !/\.(test|fixture)\.|\/(testing|simulator|drill|embedded)\//.test(file) && !MAKERS.includes(file))
  .map((file) => ({ file, text: readFileSync(file, "utf8") }));

test("every queue and every store in a process's memory is listed with what bounds it", () => {
  const found = sources.filter(({ text }) => GROWS.some((pattern) => pattern.test(text))).map(({ file }) => file);
  expect(found.toSorted()).toEqual(Object.keys(BOUNDS).toSorted());
});

test("every cache says how much it keeps", () => {
  for (const { file, text } of sources)
    for (const [start] of text.matchAll(/new LRUCache[\s\S]{0,120}/g)) expect(start, file).toMatch(/\bmax(Size)?:/);
});

test("a request that finds a queue full is answered 503 with Retry-After at once, and the queue shows that it is full", async () => {
  const anyone: Authority<undefined> = { name: "anyone", admit: async () => undefined, actorOf: () => undefined };
  const way = { route: "/test", authority: anyone, limit: unlimited("a test") };
  const lane = createGroupCommit<number, number>({
    ...{ name: "a full lane", decide: () => new Promise(() => {}), keysOf: () => [] },
    ...{ batchMax: 1, inFlightMax: 0, waitingMax: 2 },
  });
  const bulkhead = createBulkhead("full", { atOnce: 1, waiting: 1, waitMs: 600_000, needs: "database" });
  const ask = {
    lane: endpoint(way, async () => json(await lane.submit(1))),
    bulkhead: endpoint(way, async () => json(await bulkhead.enter())),
  };
  for (const [name, queue] of [
    ["lane", "a full lane"],
    ["bulkhead", "bulkhead full"],
  ] as const) {
    const request = () => ask[name](new Request("http://localhost/test"));
    void request();
    void request();
    await expect.poll(() => boundedQueues().get(queue)?.depth()).toBe(boundedQueues().get(queue)?.bound);
    const refused = await request();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  }
});
