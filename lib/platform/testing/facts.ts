import { db } from "../db/db.ts";
import { deliverAll } from "../outbox/deliver-facts.ts";
import type { Fact, Subscriber } from "../outbox/fact.ts";
import { relayFacts } from "../outbox/relay-facts.ts";

/** The facts that wait in the outbox, in their order, narrowed to those of this subject or whose payload holds `having`. */
export async function factsOf(which: { subject: string } | { having: object }): Promise<Fact[]> {
  const rows = await db().outboxFact.findMany({
    ...("subject" in which ? { where: { subject: which.subject } } : {}),
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const facts = rows.map((row) => ({ ...row, payload: row.payload as Record<string, unknown> }));
  if ("subject" in which) return facts;
  const wanted = Object.entries(which.having);
  return facts.filter(({ payload }) => wanted.every(([name, value]) => payload[name] === value));
}

/** Relays and delivers, as the server does, until nothing is left to do now; answers how many facts took effect. */
export async function workFacts(...subscribers: Subscriber[]): Promise<number> {
  let total = 0;
  for (;;) {
    const moved = await relayFacts(subscribers);
    const done = await deliverAll(subscribers);
    total += done;
    if (moved + done === 0) return total;
  }
}

/** Lets the pauses of facts that failed, and the time of those who died with one in hand, be over. */
export async function pausesPass(): Promise<void> {
  await db().factDelivery.updateMany({ data: { dueAt: new Date(0) } });
}
