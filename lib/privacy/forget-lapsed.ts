import { deleteLapsed } from "#lib/identity/store";

/** Forgets sessions, codes, sign-ins of API clients and counts of failed sign-ins whose time is long over. Answers how many rows. */
export async function forgetLapsed(): Promise<number> {
  return deleteLapsed();
}
