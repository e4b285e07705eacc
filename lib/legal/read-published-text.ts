import type { LegalKey } from "./contract.ts";
import { legalInForce } from "./legal-in-force.ts";
import { findVersion, type PublishedText } from "./legal-store.ts";

/**
 * A legal text as everyone may read it: this version, or the one in force. Undefined for the text of the product (version 0, or nothing
 * published yet) and for a version that was never published.
 */
export async function readPublishedText(key: LegalKey, version?: number): Promise<PublishedText | undefined> {
  if (version === undefined) return legalInForce(key);
  return version === 0 ? undefined : findVersion(key, version);
}
