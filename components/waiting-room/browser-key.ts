import { type EndpointName, signCallsWith } from "../api/call.ts";
import { keptKey } from "./key-store.ts";
import { makeProof } from "./make-proof.ts";

/**
 * The key of this browser, to which time inside a sale is bound: who has only its cookies can neither hold nor pay
 * (docs/decisions/068-passes-bound-to-a-browser.md).
 */

/** The calls for which a lease is judged or made. */
export const SIGNED_CALLS: ReadonlySet<string> = new Set<EndpointName>([
  "POST /api/v1/events/{id}/queue",
  "POST /api/v1/events/{id}/queue/claim",
  "POST /api/v1/events/{id}/reservations",
  "PATCH /api/v1/reservations/{id}/extend",
  "POST /api/v1/reservations/{id}/quote",
  "POST /api/v1/reservations/{id}/commit",
]);

/**
 * A store that does not answer in this time after the page came is none for now: Safari's may hang once after the start. A busy phone may
 * take seconds, and a call without its key would put its owner out of the sale.
 */
const PATIENCE_MS = 10_000;

/**
 * Has the calls of this page signed from now on. The pages of a sale with a waiting room do so; the key is made by the first and kept for all.
 * Without WebCrypto (a page without https) or a store for keys nothing is signed.
 */
export function signWithBrowserKey(): void {
  if (isSigning) return;
  isSigning = true;
  const key = keptKey();
  const patience = later(PATIENCE_MS);
  let aheadMs = 0;
  signCallsWith({
    proofOf: async (name, request) => {
      const known = SIGNED_CALLS.has(name) ? await Promise.race([key, patience]) : undefined;
      return known && makeProof(known, request, Date.now() + aheadMs);
    },
    setClock: (serverTime) => {
      aheadMs = Date.parse(serverTime) - Date.now();
    },
  });
}

let isSigning = false;

const later = (ms: number) => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms));
