import { databaseFailure } from "./db/database-down.ts";

/** How long a reader waits for a fresh answer when an older one is at hand. */
const PATIENCE_MS = 500;

/**
 * The fresh answer; or the one that is known already, when the fresh one is late or the database cannot give it. For reads alone:
 * an event stays visible while the database hangs or is gone, and only the database decides what is sold.
 */
export async function freshOrKnown<T>(fresh: Promise<T>, known: { readonly answer: T } | undefined): Promise<T> {
  if (!known) return fresh;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(known.answer), PATIENCE_MS);
  });
  const soon = fresh.catch((error: unknown) => {
    if (databaseFailure(error)) return known.answer;
    throw error;
  });
  return Promise.race([soon, late]).finally(() => clearTimeout(timer));
}
