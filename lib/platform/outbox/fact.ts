import type { Transaction } from "../db/transaction.ts";

/** A fact: something that has happened to its `subject`. Facts of one subject reach each subscriber in order. */
export type Fact = {
  /** Unique in its event; with the subscriber's name the key under which a fact takes effect once (INV-11). */
  id: string;
  /** 0 for a fact of no event. */
  eventId: number;
  type: string;
  subject: string;
  payload: Record<string, unknown>;
  at: Date;
};

/** A fact as its transaction appends it. The payload names things by their ids; secrets and names of people stay out. */
export type NewFact = {
  type: string;
  subject: string;
  payload?: Record<string, unknown>;
  eventId?: number;
};

/**
 * A subscriber acts on facts of certain types. A failing fact is retried with growing pauses; meanwhile later facts of the same
 * subject wait, but not those of other subjects and other subscribers.
 */
export type Subscriber = {
  /** Its name in the database and in the metrics: a new name starts without a past. */
  name: string;
  /** The types of the facts it acts on. */
  types: readonly string[];
} & (
  | {
      /** Runs at least once for each fact and makes the second run harmless; throws to be asked again later. */
      handle: (fact: Fact) => Promise<void>;
      /** How many facts a process works on at the same time; 1 where nothing is said. */
      atOnce?: number;
    }
  | {
      /**
       * For effects in Fairseat's own database only: runs in the transaction that removes these facts from the pending ones, so
       * that each takes effect exactly once.
       */
      apply: (tx: Transaction, facts: readonly Fact[]) => Promise<void>;
    }
);
