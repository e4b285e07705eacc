import type { ProofWire } from "./contract.ts";
import type { Proof } from "./proof.ts";

/** A proof as the API answers it. */
export function proofOnWire({ until, band }: Pick<Proof, "until" | "band">): ProofWire {
  return { proven_until: new Date(until).toISOString(), band };
}
