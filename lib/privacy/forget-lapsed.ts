import { deleteLapsed } from "#lib/identity/store";

/** Deletes sessions, codes, sign-ins of API clients and counts of failed sign-ins that lapsed long ago. Answers how many rows. */
export async function forgetLapsed(): Promise<number> {
  return deleteLapsed();
}
