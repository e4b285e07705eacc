import { headers } from "next/headers";
import { identify } from "#lib/identity/identify";
import { provenAddressOf } from "#lib/identity/proven-address";
import type { OwnAccessWire } from "#lib/seating/access/access-contract";
import { readOwnAccess } from "#lib/seating/access/redeem-code";

/** What the visitor of a page has access to; undefined for an event that never had an allocation or a presale. */
export async function ownAccessHere(event: { id: number; hasAccess: boolean }): Promise<OwnAccessWire | undefined> {
  if (!event.hasAccess) return undefined;
  const person = await identify(await headers());
  const read = await readOwnAccess({ keys: person.keys, provenEmail: provenAddressOf(person) }, event.id);
  return read.ok ? read.access : undefined;
}
