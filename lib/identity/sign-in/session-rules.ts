/**
 * How long a session lives: `idleMs` after it was last used, `endsMs` after it was opened, whichever comes first. Who works
 * for an organization or for the platform can do more harm with a forgotten browser, so theirs ends sooner (NIST SP
 * 800-63B, section 7.2, asks for 12 hours of rest at its second level).
 */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const SESSION_TIMES = {
  fan: { idleMs: 14 * DAY_MS, endsMs: 30 * DAY_MS },
  staff: { idleMs: 12 * HOUR_MS, endsMs: 7 * DAY_MS },
} as const;

/** A session in use writes that it is at most this often. */
export const TOUCH_EVERY_MS = 5 * 60_000;

/** What can take an account away (password, mail, second factor, erasure) asks who one is again after this time. */
export const PROOF_MS = 15 * 60_000;

/** Whether the person showed a password, a code or a key just now, so that delicate things may be changed without asking. */
export function isFreshProof(provenAt: Date | undefined, now: Date = new Date()): boolean {
  return provenAt !== undefined && now.getTime() - provenAt.getTime() < PROOF_MS;
}
