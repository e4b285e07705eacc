import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "../db/db.ts";
import { collectMetrics } from "../observability/collect-metrics.ts";
import { aDatabase } from "../testing/database.ts";
import { factsOf, pausesPass, workFacts } from "../testing/facts.ts";
import { appendFact } from "./append-fact.ts";
import { deliverAll } from "./deliver-facts.ts";
import type { Fact, Subscriber } from "./fact.ts";
import { forgetOldFacts } from "./forget-old-facts.ts";
import { relayFacts } from "./relay-facts.ts";
import { ATTEMPTS_MAX } from "./retry-rules.ts";
import { startOutbox } from "./start-outbox.ts";

aDatabase();

beforeEach(async () => {
  await db().outboxFact.deleteMany();
  await db().factDelivery.deleteMany();
});

/** A subscriber that writes down what it was given, and fails where it is asked to. */
function aSubscriber(name: string, fails: (fact: Fact) => boolean = () => false) {
  const seen: string[] = [];
  const subscriber: Subscriber = {
    name,
    types: ["order.paid", "order.refunded"],
    handle: async (fact) => {
      if (fails(fact)) throw new Error("not now");
      seen.push(`${fact.type} ${fact.subject}`);
    },
  };
  return { subscriber, seen };
}

const append = (type: string, subject: string) => appendFact(db(), { type, subject, eventId: 7 });

describe("a fact", () => {
  test("reaches every subscriber of its type once and leaves nothing behind", async () => {
    const [one, two] = [aSubscriber("one"), aSubscriber("two")];
    await append("order.paid", "a");
    await append("nobody.listens", "a");
    await workFacts(one.subscriber, two.subscriber);
    await workFacts(one.subscriber, two.subscriber);
    expect([one.seen, two.seen]).toEqual([["order.paid a"], ["order.paid a"]]);
    expect([await db().outboxFact.count(), await db().factDelivery.count()]).toEqual([0, 0]);
  });

  test("of a transaction that is rolled back never was", async () => {
    await expect(db().$transaction([append("order.paid", "a"), db().$queryRaw`SELECT 1 / 0`])).rejects.toThrow();
    expect(await factsOf({ subject: "a" })).toEqual([]);
  });

  test("that fails comes again after a pause; later ones of its subject wait, others do not", async () => {
    let isDown = true;
    const one = aSubscriber("one", ({ subject }) => isDown && subject === "a");
    const two = aSubscriber("two");
    await append("order.paid", "a");
    await append("order.refunded", "a");
    await append("order.paid", "b");
    await workFacts(one.subscriber, two.subscriber);
    expect(one.seen).toEqual(["order.paid b"]);
    expect(two.seen).toEqual(["order.paid a", "order.refunded a", "order.paid b"]);
    isDown = false;
    await workFacts(one.subscriber, two.subscriber);
    expect(one.seen).toEqual(["order.paid b"]);
    await pausesPass();
    await workFacts(one.subscriber, two.subscriber);
    expect(one.seen).toEqual(["order.paid b", "order.paid a", "order.refunded a"]);
  });
});

describe("a fact that fails as often as it may", () => {
  test("is given up, is counted, holds up its subject no longer, and is forgotten in time", async () => {
    const one = aSubscriber("one", ({ type }) => type === "order.paid");
    await append("order.paid", "a");
    await append("order.refunded", "a");
    await relayFacts([one.subscriber]);
    await db().factDelivery.updateMany({ data: { attempts: ATTEMPTS_MAX - 1 } });
    await workFacts(one.subscriber);
    expect(one.seen).toEqual(["order.refunded a"]);
    const { text } = await collectMetrics([one.subscriber]);
    expect(text).toContain('facts_given_up{subscriber="one"} 1');
    expect(text).toContain('facts_waiting{subscriber="one"} 0');
    expect(await forgetOldFacts()).toBe(0);
    await db().$executeRaw`UPDATE fact_deliveries SET at = now() - interval '31 days'`;
    expect(await forgetOldFacts()).toBe(1);
  });

  test("and until then its subscriber's lag is how old it is", async () => {
    const { subscriber } = aSubscriber("one", () => true);
    await append("order.paid", "a");
    await workFacts(subscriber);
    await db().$executeRaw`UPDATE fact_deliveries SET at = at - interval '90 seconds'`;
    const { text } = await collectMetrics([subscriber, aSubscriber("idle").subscriber]);
    expect(Number(/fact_lag_seconds\{subscriber="one"\} ([\d.]+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(90);
    expect(text).toContain('facts_waiting{subscriber="one"} 1');
    expect(text).toContain('fact_lag_seconds{subscriber="idle"} 0');
  });
});

describe("a subscriber that changes our own database", () => {
  beforeAll(async () => {
    await db().$executeRaw`CREATE TABLE effects (subject TEXT NOT NULL)`;
  });
  beforeEach(async () => {
    await db().$executeRaw`TRUNCATE effects`;
  });

  const effects = async () =>
    (await db().$queryRaw<{ subject: string }[]>`SELECT subject FROM effects ORDER BY 1`).map(({ subject }) => subject);

  function anApplier(fails: (subject: string) => boolean): Subscriber {
    return {
      name: "effects",
      types: ["order.paid"],
      apply: async (tx, facts) => {
        for (const { subject } of facts) {
          await tx.$executeRaw`INSERT INTO effects VALUES (${subject})`;
          if (fails(subject)) throw new Error("not now");
        }
      },
    };
  }

  test("takes effect once, and a fact that cannot be applied keeps no other from it", async () => {
    let isBad = true;
    const applier = anApplier((subject) => isBad && subject === "b");
    for (const subject of ["a", "b", "c"]) await append("order.paid", subject);
    await workFacts(applier);
    expect(await effects()).toEqual(["a", "c"]);
    isBad = false;
    await pausesPass();
    await workFacts(applier);
    expect(await effects()).toEqual(["a", "b", "c"]);
    expect(await db().factDelivery.count()).toBe(0);
  });

  test("has every fact once, however many processes apply at the same time (INV-11)", async () => {
    const applier = anApplier(() => false);
    const subjects = Array.from({ length: 60 }, (_, i) => String(100 + i));
    for (const subject of subjects) await append("order.paid", subject);
    await relayFacts([applier]);
    await Promise.all(Array.from({ length: 5 }, () => deliverAll([applier])));
    expect(await effects()).toEqual(subjects);
  });
});

describe("a process that relays", () => {
  test("acts on facts as they come; a subscriber that hangs keeps no other waiting, and a stop waits for it", async () => {
    let release = () => {};
    const hung = new Promise<void>((resolve) => {
      release = resolve;
    });
    const quick = aSubscriber("quick");
    const slow = aSubscriber("slow");
    const hanging: Subscriber = {
      ...slow.subscriber,
      handle: async (fact) => {
        await hung;
        slow.seen.push(fact.subject);
      },
    };
    const stop = startOutbox([hanging, quick.subscriber]);
    await append("order.paid", "a");
    await expect.poll(() => quick.seen, { timeout: 20_000 }).toEqual(["order.paid a"]);
    await append("order.paid", "b");
    await expect.poll(() => quick.seen, { timeout: 20_000 }).toEqual(["order.paid a", "order.paid b"]);
    expect(slow.seen).toEqual([]);
    const stopped = stop();
    release();
    await stopped;
    expect(slow.seen).toEqual(["a"]);
    expect((await db().factDelivery.findMany()).map(({ subscriber, subject }) => `${subscriber} ${subject}`)).toEqual([
      "slow b",
    ]);
  });
});
