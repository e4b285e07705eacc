import type { Person } from "#lib/identity/identify";
import { hasProvenAddress } from "#lib/identity/proven-address";

/**
 * Whether a person may take tickets for nothing to this mail address: no card says who they are, so they are signed in with the
 * address and have proven it. Otherwise a script takes all places, and their mails go to any mailbox. The hold asks for a proven
 * address already (judge-basket); that it is the order's is asked here, also where a promo code made the order free. How many they
 * may take, the limits for buyers say (judge-own-hold), which count by account and address.
 */
export function isOwnAddress(person: Person, email: string): boolean {
  return hasProvenAddress(person) && person.email?.toLowerCase() === email.toLowerCase();
}
