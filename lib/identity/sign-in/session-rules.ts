/**
 * How long a session lives: `idleMs` after its last use or `endsMs` after its opening, whichever comes first. Sessions of staff
 * of an organization or the platform end sooner, because a forgotten browser can do more harm (NIST SP 800-63B, section 7.2,
 * requires at most 12 idle hours at its second level).
 */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const SESSION_TIMES = {
  fan: { idleMs: 14 * DAY_MS, endsMs: 30 * DAY_MS },
  staff: { idleMs: 12 * HOUR_MS, endsMs: 7 * DAY_MS },
} as const;

/** A session records its use at most this often. */
export const TOUCH_EVERY_MS = 5 * 60_000;

/** Changes that could take over an account (password, mail, second factor, erasure) require a proof this recent. */
export const PROOF_MS = 15 * 60_000;

/** Whether the person showed a password, a code or a key recently enough for such changes. */
export function isFreshProof(provenAt: Date | undefined, now: Date = new Date()): boolean {
  return provenAt !== undefined && now.getTime() - provenAt.getTime() < PROOF_MS;
}
