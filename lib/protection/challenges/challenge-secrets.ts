import { derivedKey } from "#lib/platform/ids";

/** What signs a challenge, and what signs the key that solves it: different, so that neither signature stands for the other. */
export function challengeSecrets(): { signature: string; keySignature: string } {
  return {
    signature: derivedKey("challenge").toString("hex"),
    keySignature: derivedKey("challenge-solution").toString("hex"),
  };
}
