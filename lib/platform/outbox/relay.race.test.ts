/**
 * Symptoms looked for: a fact that is delivered twice, never, or before an earlier one of its subject. Theory: one relay moves
 * at a time, moving removes, and a subscriber gets of each subject the earliest alone. Method: real processes and connections
 * that are stopped in the middle; each guard has a control that takes it out and must go wrong.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "../db/db.ts";
import { aDatabase } from "../testing/database.ts";
import { pausesPass, workFacts } from "../testing/facts.ts";
import { firstMessage } from "../testing/first-message.ts";
import { needs } from "../testing/needs.ts";
import { appendFact } from "./append-fact.ts";
import { deliverAll } from "./deliver-facts.ts";
import type { Fact, Subscriber } from "./fact.ts";
import { CLAIM, LEAD, MOVE } from "./outbox-statements.ts";
import { moveFacts } from "./outbox-store.ts";

const database = aDatabase();
const other = () => new pg.Client({ connectionString: database.url() });

beforeEach(async () => {
  await db().outboxFact.deleteMany();
  await db().factDelivery.deleteMany();
});

const ROUTES = [{ type: "order.paid", subscriber: "one" }];
const append = (subject: string, n = 1) =>
  appendFact(db(), { type: "order.paid", subject, eventId: 7, payload: { n } });
const waiting = async () =>
  (await db().factDelivery.findMany({ orderBy: [{ at: "asc" }, { id: "asc" }] })).map(({ subject, payload }) => {
    const { n } = payload as { n: number };
    return `${subject}${n}`;
  });

describe("a relay that is killed in the middle of a batch", () => {
  test("has moved nothing, and the next one moves everything once", async () => {
    await append("a");
    await append("b");
    const child = fork(join(import.meta.dirname, "testing", "killed-relay.ts"), {
      env: { ...process.env, DATABASE_URL: database.url() },
    });
    expect(await firstMessage(child)).toBe(2);
    expect(await moveFacts(ROUTES, 10)).toBe(0);
    child.kill("SIGKILL");
    await once(child, "exit");
    // The server notices the closed socket in its own time.
    await expect.poll(() => moveFacts(ROUTES, 10), { timeout: 20_000 }).toBe(2);
    expect(await waiting()).toEqual(["a1", "b1"]);
  });
});

describe("two relays at once", () => {
  let first: pg.Client;
  beforeAll(async () => {
    first = other();
    await first.connect();
  });
  afterAll(() => first.end());

  /** The first one has a fact in hand and does not commit; what the second one has delivered by then. */
  async function meet(statement: string, second: () => Promise<unknown>): Promise<string[]> {
    await append("a", 1);
    await append("a", 2);
    await first.query("BEGIN");
    await first.query(LEAD);
    await first.query(statement, [1, ["order.paid"], ["one"]]);
    await second();
    const delivered = await waiting();
    await first.query("COMMIT");
    return delivered;
  }

  test("never deliver a fact before an earlier one of its subject", async () => {
    expect(await meet(MOVE, () => moveFacts(ROUTES, 10))).toEqual([]);
    await moveFacts(ROUTES, 10);
    expect(await waiting()).toEqual(["a1", "a2"]);
  });

  test(
    "control: where the second passes by what the first has in hand, they do",
    needs(!process.env.CITUS_URL, "on a cluster the second waits for the first even without the guard"),
    async () => {
      const unguarded = MOVE.replace("LIMIT $1::int", "LIMIT $1::int FOR UPDATE OF o SKIP LOCKED");
      const second = () => db().$queryRawUnsafe(unguarded, 10, ["order.paid"], ["one"]);
      expect(await meet(unguarded, second)).toEqual(["a2"]);
    },
  );

  test("deliver each of many facts once, while more are being appended", async () => {
    const subjects = Array.from({ length: 20 }, (_, i) => `s${i}-`);
    const writing = Promise.all(
      subjects.map(async (subject) => {
        for (let n = 1; n <= 10; n++) await append(subject, n);
      }),
    );
    let isWriting = true;
    const relay = async () => {
      while (isWriting) await moveFacts(ROUTES, 3);
    };
    const relays = [relay(), relay(), relay()];
    await writing;
    isWriting = false;
    await Promise.all(relays);
    while ((await moveFacts(ROUTES, 100)) > 0);
    const delivered = await waiting();
    for (const subject of subjects)
      expect(delivered.filter((each) => each.startsWith(subject))).toEqual(
        Array.from({ length: 10 }, (_, i) => `${subject}${i + 1}`),
      );
    expect(delivered).toHaveLength(200);
  });
});

describe("a fact whose transaction commits after later ones were moved", () => {
  let slow: pg.Client;
  beforeAll(async () => {
    slow = other();
    await slow.connect();
  });
  afterAll(() => slow.end());

  test("is moved all the same; control: a cursor has passed it", async () => {
    await slow.query("BEGIN");
    await slow.query(
      "INSERT INTO outbox (event_id, type, subject, payload) VALUES (7, 'order.paid', 'slow', '{\"n\": 1}')",
    );
    await append("quick");
    // As text: a date of JavaScript would cut it to whole milliseconds.
    const [cursor] = await db().$queryRaw<{ at: string }[]>`SELECT at::text FROM outbox WHERE subject = 'quick'`;
    await moveFacts(ROUTES, 10);
    await slow.query("COMMIT");
    expect(await db().$queryRaw`SELECT 1 FROM outbox WHERE at > ${cursor?.at}::text::timestamptz`).toEqual([]);
    expect(await moveFacts(ROUTES, 10)).toBe(1);
    expect(await waiting()).toEqual(["slow1", "quick1"]);
  });
});

describe("facts of one subject", () => {
  /** What may be taken while the first of two has failed and waits. */
  async function behindFailed(statement: string): Promise<string[]> {
    await append("a", 1);
    await append("a", 2);
    await moveFacts(ROUTES, 10);
    await db().$executeRaw`UPDATE fact_deliveries SET due_at = now() + interval '1 hour' WHERE payload->>'n' = '1'`;
    const taken = await db().$queryRawUnsafe<{ payload: { n: number } }[]>(statement, "one", 10, 60);
    return taken.map(({ payload }) => `a${payload.n}`);
  }

  test("wait behind an earlier one that failed", async () => {
    expect(await behindFailed(CLAIM)).toEqual([]);
  });

  test("control: without looking for earlier ones they overtake it", async () => {
    expect(await behindFailed(CLAIM.replace("(e.at, e.id) < (d.at, d.id)", "false"))).toEqual(["a2"]);
  });

  test("reach a subscriber in their order through many workers at once, of which some fail and some die", async () => {
    const seen = new Map<string, number[]>();
    let runs = 0;
    const subscriber: Subscriber = {
      name: "one",
      types: ["order.paid"],
      atOnce: 4,
      handle: async ({ subject, payload }: Fact) => {
        runs += 1;
        if (runs % 7 === 0) throw new Error("not this time");
        const { n } = payload as { n: number };
        // A repetition is what a subscriber makes harmless: it knows what it has seen.
        const before = seen.get(subject) ?? [];
        if (!before.includes(n)) seen.set(subject, [...before, n]);
      },
    };
    for (let n = 1; n <= 8; n++) for (const subject of ["a", "b", "c", "d", "e"]) await append(subject, n);
    await moveFacts(ROUTES, 100);
    // A worker that took facts and died: they come back when its time is over.
    await db().$queryRawUnsafe(CLAIM, "one", 3, 60);
    while ((await db().factDelivery.count()) > 0) {
      await Promise.all([deliverAll([subscriber]), deliverAll([subscriber]), deliverAll([subscriber])]);
      await pausesPass();
    }
    expect([...seen.keys()].sort()).toEqual(["a", "b", "c", "d", "e"]);
    for (const order of seen.values()) expect(order).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("a subscriber that fails for an hour", () => {
  test("delays no other one, and then acts on every fact in order", async () => {
    const seen = { well: [] as string[], ill: [] as string[] };
    let isIll = true;
    const well: Subscriber = {
      name: "well",
      types: ["order.paid"],
      handle: async (fact) => void seen.well.push(nameOf(fact)),
    };
    const ill: Subscriber = {
      name: "ill",
      types: ["order.paid"],
      handle: async (fact) => {
        if (isIll) throw new Error("out of order");
        seen.ill.push(nameOf(fact));
      },
    };
    for (const n of [1, 2]) for (const subject of ["a", "b"]) await append(subject, n);
    // The pauses before the twelfth attempt are more than an hour together (retry-rules.test.ts).
    for (let attempt = 1; attempt <= 12; attempt++) {
      await workFacts(well, ill);
      await pausesPass();
    }
    expect(seen).toEqual({ well: ["a1", "b1", "a2", "b2"], ill: [] });
    isIll = false;
    await workFacts(well, ill);
    expect(seen.ill).toEqual(["a1", "b1", "a2", "b2"]);
  });
});

const nameOf = ({ subject, payload }: Fact) => `${subject}${(payload as { n: number }).n}`;
