import type { Prisma } from "#prisma/generated/client";
import type { Transaction } from "../db/transaction.ts";
import type { NewFact } from "./fact.ts";

/**
 * The SQL fragment by which a statement appends facts: one for each row of `from`. All but `type` are SQL expressions over
 * those rows, written by us and never taken from outside. As a data-modifying CTE it runs whether or not it is read.
 */
export function appendFacts(fact: {
  type: string;
  /** An expression of type int; 0 for facts of no event. */
  eventId: string;
  /** An expression that PostgreSQL can cast to text. */
  subject: string;
  /** Expressions by the name under which the payload holds them. */
  payload?: Record<string, string>;
  /** The text after FROM, with a WHERE if needed; none for one fact of a function's variables. */
  from?: string;
}): string {
  const fields = Object.entries(fact.payload ?? {}).map(([name, expression]) => `'${name}', ${expression}`);
  return `INSERT INTO outbox (event_id, type, subject, payload)
  SELECT ${fact.eventId}, '${fact.type}', (${fact.subject})::text, jsonb_build_object(${fields.join(", ")})${fact.from ? ` FROM ${fact.from}` : ""}`;
}

/**
 * Appends a fact in a transaction of Prisma, or as one of the statements of `globalDb().$transaction([…])`. Call it behind the
 * lock of the subject, so that the facts of one subject are written in the order in which they happened.
 */
export function appendFact(
  tx: Transaction,
  { type, subject, payload = {}, eventId = 0 }: NewFact,
): Prisma.PrismaPromise<number> {
  return tx.$executeRaw`
    INSERT INTO outbox (event_id, type, subject, payload)
    VALUES (${eventId}::int, ${type}, ${subject}, ${JSON.stringify(payload)}::jsonb)`;
}

/** Appends many facts of one event in their order. */
export function appendManyFacts(
  tx: Transaction,
  eventId: number,
  facts: readonly Omit<NewFact, "eventId">[],
): Prisma.PrismaPromise<number> {
  return tx.$executeRaw`
    INSERT INTO outbox (event_id, type, subject, payload)
    SELECT ${eventId}::int, f.type, f.subject, f.payload FROM unnest(
      ${facts.map(({ type }) => type)}::text[], ${facts.map(({ subject }) => subject)}::text[],
      ${facts.map(({ payload = {} }) => JSON.stringify(payload))}::jsonb[]
    ) WITH ORDINALITY AS f(type, subject, payload, place) ORDER BY f.place`;
}
