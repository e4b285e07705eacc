import type { Person } from "#lib/identity/identify";
import { provenAddressOf } from "#lib/identity/proven-address";
import { findProvenOwner } from "#lib/identity/queries";

/**
 * The person who pays, by all that is known of them when they do: their keys; the address they pay with and the one they have proven; their
 * account and the one that has proven the address they pay with. What any of these has in orders counts against the limits of the event
 * and of promo codes. Addresses are compared without regard to case, and nothing else of them is taken away.
 */
export type Payer = {
  readonly keys: readonly string[];
  readonly mails: readonly string[];
  readonly accounts: readonly string[];
  /** Of the browser's key, where it showed one. */
  readonly keyThumbprint?: string | undefined;
};

export async function payerOf(person: Person, mail: string): Promise<Payer> {
  const known = payerBeforePaying(person);
  const owner = await findProvenOwner(mail);
  return {
    ...known,
    mails: [...new Set([mail.toLowerCase(), ...known.mails])],
    accounts: [...new Set([...known.accounts, ...(owner === undefined ? [] : [owner])])],
  };
}

/** The same before they name an address. */
export function payerBeforePaying(person: Person): Payer {
  const proven = provenAddressOf(person);
  return {
    keys: person.keys,
    keyThumbprint: person.keyThumbprint,
    mails: proven === undefined ? [] : [proven.toLowerCase()],
    accounts: person.userId === undefined ? [] : [person.userId],
  };
}
