import { db } from "#lib/platform/db/db";
import { createFunction, type SqlFunction } from "#lib/platform/db/sql-function";

/** A change of a function's text, for controls that take a guard out. */
export type Change = { of: SqlFunction; from: string; to: string };

/**
 * Does the work while a function of the database is changed, and puts it back. Throws when the text to be changed is not in the function, so
 * that no control passes by changing nothing.
 */
export async function withChanged<T>({ of, from, to }: Change, work: () => Promise<T>): Promise<T> {
  if (!of.body.includes(from)) throw new Error(`${of.name} does not hold: ${from}`);
  const install = (body: string) =>
    db().$executeRawUnsafe(
      createFunction({ ...of, body }).replace("CREATE FUNCTION ", "CREATE OR REPLACE FUNCTION public."),
    );
  await install(of.body.replaceAll(from, to));
  try {
    return await work();
  } finally {
    await install(of.body);
  }
}
