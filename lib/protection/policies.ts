/**
 * How often is too often: the one table. A rate is a number of requests in a number of seconds; what comes evenly within
 * it always passes, and so does a burst of that many. An event may have rates of its own (`events.limits`).
 */
export type Rate = { readonly requests: number; readonly seconds: number };

const perMinute = (requests: number): Rate => ({ requests, seconds: 60 });
const perSecond = (requests: number): Rate => ({ requests, seconds: 1 });

export type Policy = {
  /** For one person; strangers are told apart by their address. */
  readonly person: Rate;
  /** For all who come from one address. */
  readonly address: Rate;
  /** For an event that is marked hot (`events.limits.hot`), all its buyers together. */
  readonly hotEvent?: Rate;
  /** Reading goes on without limit when Redis is gone: nothing can be taken by it, and a sale must stay in sight. */
  readonly isOpenWithoutRedis?: boolean;
};

const ADDRESS = perMinute(300);

export const POLICIES = {
  browse: { person: perMinute(100), address: ADDRESS, isOpenWithoutRedis: true },
  /** What is the same for all and answered from memory; a hall full of phones asks from one address. */
  watch: { person: perMinute(6_000), address: perMinute(6_000), isOpenWithoutRedis: true },
  reserve: { person: perMinute(10), address: ADDRESS, hotEvent: perSecond(500) },
  commit: { person: perMinute(5), address: ADDRESS, hotEvent: perSecond(200) },
  /** What a buyer does around buying: extend, release, quote, ask for an order, join the line. */
  buy: { person: perMinute(60), address: ADDRESS },
  /** Signing in, tokens, codes: passwords have a lock of their own besides (lib/accounts). */
  credentials: { person: perMinute(10), address: perMinute(30) },
  /** What staff do in the dashboard or by a partner's program. */
  manage: { person: perMinute(120), address: perMinute(600) },
  /** Scanners at the gate of a hall share its address. */
  scan: { person: perMinute(600), address: perMinute(6_000) },
} as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof POLICIES;

/** Everybody, everywhere, together. */
export const ALL = perSecond(10_000);
