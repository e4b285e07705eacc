import type { Person } from "#lib/identity/identify";

/**
 * Whether a person may take tickets for nothing to this mail address: no card says who they are, so they are signed in with the
 * address, which a code has proven. Otherwise a script takes all places, and their mails go to any mailbox. How many they may
 * take, the limits for buyers say (judge-own-hold), which count by account and address.
 */
export function isOwnAddress(person: Person, email: string): boolean {
  return person.userId !== undefined && person.email?.toLowerCase() === email.toLowerCase();
}
