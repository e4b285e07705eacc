import { beforeEach, describe, expect, test } from "vitest";
import { db } from "../db/db.ts";
import { aDatabase } from "../testing/database.ts";
import { factsOf, pausesPass, workFacts } from "../testing/facts.ts";
import { appendFact } from "./append-fact.ts";
import type { Fact, Subscriber } from "./fact.ts";

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
