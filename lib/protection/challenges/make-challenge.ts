import { randomInt } from "node:crypto";
import { createChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { challengesMade } from "../metrics.ts";
import type { RiskBand } from "../risk/signals.ts";
import { challengeSecrets } from "./challenge-secrets.ts";
import { availableCheck } from "./checks/available-check.ts";
import { ALGORITHM, type ChallengeData, type ChallengeWire, workChallenge } from "./contract.ts";
import { CHALLENGE_MS, COST, triesMaxFor } from "./difficulty.ts";
import { noteChallenge } from "./load.ts";

/**
 * A challenge for one buyer and one event, which nobody else gains anything by solving. It is kept nowhere: its signature says that it
 * was made here, for whom, when, and at what risk. At high risk the check of another service goes with it where one is configured and
 * answers; more work stands in for it otherwise, so that there is always a way. Derives one key, as long as one try takes.
 */
export async function makeChallenge({
  eventId,
  key,
  band,
  withoutCheck,
}: {
  eventId: number;
  /** The buyer key for which a solution will count. */
  key: string;
  band: RiskBand;
  /** The buyer asks for more work instead of a check. */
  withoutCheck: boolean;
}): Promise<ChallengeWire> {
  const check = band === "high" ? availableCheck() : undefined;
  const asked = check !== "unavailable" && !withoutCheck ? check : undefined;
  const triesMax = triesMaxFor({ band, load: noteChallenge(eventId), skipsCheck: check !== asked });
  const data: ChallengeData = { key, event: eventId, band, made: Date.now(), check: asked?.name ?? null };
  const { signature, keySignature } = challengeSecrets();
  const made = await createChallenge({
    algorithm: ALGORITHM,
    cost: COST,
    counter: randomInt(triesMax),
    deriveKey,
    expiresAt: new Date(data.made + CHALLENGE_MS),
    data,
    hmacSignatureSecret: signature,
    hmacKeySignatureSecret: keySignature,
  });
  challengesMade.inc({ band });
  return {
    challenge: workChallenge.parse(made),
    tries_max: triesMax,
    check: asked ? { provider: asked.name, site_key: asked.siteKey } : null,
  };
}
