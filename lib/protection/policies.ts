/**
 * The table of all rate limits. A rate is a number of requests in a number of seconds; evenly spaced requests within it always
 * pass, and so does a burst of that many. An event may have its own rates (`events.limits`).
 */
export type Rate = { readonly requests: number; readonly seconds: number };

const perMinute = (requests: number): Rate => ({ requests, seconds: 60 });
const perSecond = (requests: number): Rate => ({ requests, seconds: 1 });

export type Policy = {
  /** For one person; anonymous clients are distinguished by their address. */
  readonly person: Rate;
  /** For all people at one address. */
  readonly address: Rate;
  /** For all buyers of an event marked hot (`events.limits.hot`) together. */
  readonly hotEvent?: Rate;
  /** Unlimited while Redis is gone, for reads: they take nothing, and a sale must stay visible. */
  readonly isOpenWithoutRedis?: boolean;
};

const ADDRESS = perMinute(300);

export const POLICIES = {
  browse: { person: perMinute(100), address: ADDRESS, isOpenWithoutRedis: true },
  /** Public answers from memory. A hall full of phones may ask from one address. */
  watch: { person: perMinute(6_000), address: perMinute(6_000), isOpenWithoutRedis: true },
  /** Pages that the server renders, with those that a page asks for in advance. Guests share their address's. */
  page: { person: perMinute(3_000), address: perMinute(3_000), isOpenWithoutRedis: true },
  /** A campus or a company behind one address: five hundred of them hold within a minute. */
  reserve: { person: perMinute(10), address: perMinute(600), hotEvent: perSecond(500) },
  commit: { person: perMinute(5), address: ADDRESS, hotEvent: perSecond(200) },
  /**
   * Joining a waiting room, and the heartbeat of those inside: every page of seats in a sale above a load does both. New guests have no
   * cookie yet, so that those of one address count as one person, as they do for the page.
   */
  join: { person: perMinute(3_000), address: perMinute(3_000) },
  /**
   * Challenges and their solutions, two requests of each page of seats or of a queue. As with joining, new guests of one address count as
   * one person. Making one costs the server some half a millisecond.
   */
  challenge: { person: perMinute(3_000), address: perMinute(3_000) },
  /** A buyer's other requests: extend, release, quote, read an order. */
  buy: { person: perMinute(60), address: ADDRESS },
  /** Signing in, tokens, codes. Passwords also have a lock of their own (lib/identity/sign-in). */
  credentials: { person: perMinute(10), address: perMinute(30) },
  /** Codes of presales and allocations: few tries, so that none is guessed. */
  code: { person: perMinute(10), address: perMinute(120) },
  /** What people do about their account besides signing in: names, sessions, invitations. */
  account: { person: perMinute(60), address: ADDRESS },
  /** Work of staff in the dashboard or through a program. */
  manage: { person: perMinute(120), address: perMinute(600) },
  /** Files of staff, each of which is decoded. */
  upload: { person: perMinute(20), address: perMinute(60) },
  /** Scanners at the gate of a hall share its address. */
  scan: { person: perMinute(600), address: perMinute(6_000) },
} as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof POLICIES;

/** All clients of all endpoints together. */
export const ALL = perSecond(10_000);

/**
 * The share of a limit that is left under the heaviest load (the step `limits` of lib/protection/load). Looking gives way first; who holds or pays
 * is asked for least, and all other work not at all: signing in, a gate and the staff who could help are not what the load comes from.
 */
export const TIGHTER: Readonly<Partial<Record<PolicyName, number>>> = {
  ...{ browse: 0.5, watch: 0.5, page: 0.5 },
  ...{ join: 0.8, reserve: 0.8, buy: 0.8, commit: 0.8 },
};
