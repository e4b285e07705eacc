import { Ratelimit } from "@upstash/ratelimit";
import { LRUCache } from "lru-cache";
import { log } from "#lib/platform/observability/log";
import { redis } from "#lib/platform/redis";
import { singleton } from "#lib/platform/singleton";
import type { Rate } from "./policies.ts";

/**
 * One token bucket, shared by all servers through Redis. A server takes several tokens at once and spends them from memory, so
 * a limit of thousands costs Redis few requests; unspent tokens lapse with the window. All servers together never spend more
 * than the bucket gave. Without Redis each server counts alone, at half the rate.
 */
export type Bucket = {
  readonly rate: Rate;
  /** Tokens of the shared bucket at the last answer of Redis, plus those in memory. For the headers. */
  left: number;
  readonly ask: (tokens: number) => Promise<{ isGranted: boolean; left: number; resetAt: number }>;
  inHand: number;
  inHandUntil: number;
  /** How many tokens were taken together the last time. */
  handful: number;
  emptyUntil: number;
  asking: Promise<void> | undefined;
  /** The bucket of this process alone, for when Redis is gone. */
  own: { tokens: number; at: number };
};

/** The bucket of one key of one limit. The least recently used ones are dropped from memory; Redis keeps them. */
export function bucketOf(limit: string, key: string, rate: Rate): Bucket {
  const kept = bucketsOf(limit, rate);
  const known = kept.get(key);
  if (known) return known;
  const bucket: Bucket = {
    rate,
    left: rate.requests,
    ask: (tokens) => askRedis(limit, key, rate, tokens),
    inHand: 0,
    inHandUntil: 0,
    handful: 0,
    emptyUntil: 0,
    asking: undefined,
    own: { tokens: Math.max(1, rate.requests * STRICTER), at: Date.now() },
  };
  kept.set(key, bucket);
  return bucket;
}

/** By the limit, by its rate, by the key as it is: a name made of the three would be written anew for every request. */
function bucketsOf(limit: string, { requests }: Rate): LRUCache<string, Bucket> {
  const limits = singleton("limit-buckets", () => new Map<string, Map<number, LRUCache<string, Bucket>>>());
  const rates = limits.get(limit) ?? new Map<number, LRUCache<string, Bucket>>();
  const known = rates.get(requests);
  if (known) return known;
  // `max` would set aside a megabyte for each limit before its first bucket; `maxSize` grows with its content.
  const kept = new LRUCache<string, Bucket>({ maxSize: 50_000, sizeCalculation: () => 1 });
  limits.set(limit, rates.set(requests, kept));
  return kept;
}

/**
 * Takes one token. Answers 0, or the milliseconds until there is one, without a promise when memory decides. The caller says
 * whether all may pass without Redis, because holds and reads share the bucket for all buyers.
 */
export function takeFrom(bucket: Bucket, isOpenWithoutRedis: boolean): number | Promise<number> {
  const now = Date.now();
  if (bucket.emptyUntil > now) return bucket.emptyUntil - now;
  if (bucket.inHand > 0 && bucket.inHandUntil > now) {
    bucket.inHand -= 1;
    bucket.left -= 1;
    return 0;
  }
  if (redisIsGone(now)) return isOpenWithoutRedis ? 0 : takeOwn(bucket, now);
  bucket.asking ??= fetchTokens(bucket).finally(() => {
    bucket.asking = undefined;
  });
  return bucket.asking.then(() => takeFrom(bucket, isOpenWithoutRedis));
}

/** The share of the rate that a process allows alone: stricter, because other processes do the same. */
const STRICTER = 0.5;

/**
 * A tenth of a large rate. For a small one three tokens, at most a third of the rate, so that several servers get a share; then
 * five, at most half, for a client that spends its tokens here before they lapse, because all its requests arrive here.
 */
function handfulFor({ rate: { requests }, handful, inHandUntil }: Bucket, now: number): number {
  const isSpent = handful > 0 && inHandUntil > now;
  const few = isSpent ? Math.min(5, Math.floor(requests / 2)) : Math.min(3, Math.floor(requests / 3));
  return Math.max(1, few, Math.floor(requests / 10));
}

async function fetchTokens(bucket: Bucket): Promise<void> {
  try {
    const most = handfulFor(bucket, Date.now());
    let answer = await bucket.ask(most);
    let tokens = most;
    // Fewer tokens are left than were wanted; one is enough for the present request.
    if (!answer.isGranted && most > 1) {
      answer = await bucket.ask(1);
      tokens = 1;
    }
    bucket.left = answer.isGranted ? answer.left + tokens : 0;
    bucket.inHand = answer.isGranted ? tokens : 0;
    bucket.handful = bucket.inHand;
    bucket.inHandUntil = Date.now() + bucket.rate.seconds * 1_000;
    bucket.emptyUntil = answer.isGranted ? 0 : Math.max(answer.resetAt, Date.now() + 1);
  } catch (error) {
    log().warn({ err: error }, "redis is gone, each server counts requests for itself");
    outage().until = Date.now() + OUTAGE_MS;
  }
}

/** How long Redis is left alone after it did not answer. */
const OUTAGE_MS = 2_000;

function outage(): { until: number } {
  return singleton("limit-outage", () => ({ until: 0 }));
}

function redisIsGone(now: number): boolean {
  return outage().until > now;
}

function takeOwn(bucket: Bucket, now: number): number {
  const { rate, own } = bucket;
  const most = Math.max(1, rate.requests * STRICTER);
  const perMs = most / (rate.seconds * 1_000);
  own.tokens = Math.min(most, own.tokens + (now - own.at) * perMs);
  own.at = now;
  if (own.tokens < 1) return Math.ceil((1 - own.tokens) / perMs);
  own.tokens -= 1;
  bucket.left = Math.floor(own.tokens);
  return 0;
}

async function askRedis(limit: string, key: string, rate: Rate, tokens: number) {
  const { success, remaining, reset } = await limiterOf(limit, rate).limit(key, { rate: tokens });
  return { isGranted: success, left: Math.max(0, remaining), resetAt: reset };
}

/** A limiter that refills a tenth of the rate at a time. */
function limiterOf(limit: string, rate: Rate): Ratelimit {
  const known = singleton("limiters", () => new Map<string, Ratelimit>());
  const name = `${limit}:${rate.requests}`;
  let limiter = known.get(name);
  if (!limiter) {
    const refill = Math.max(1, Math.floor(rate.requests / 10));
    const everyMs = Math.max(1, Math.round((refill * rate.seconds * 1_000) / rate.requests));
    limiter = new Ratelimit({
      redis: redis(),
      prefix: `fairseat:limit:${name}`,
      limiter: Ratelimit.tokenBucket(refill, `${everyMs} ms`, rate.requests),
      // The cache would refuse the single token after a refused larger request; the bucket itself remembers when it is empty.
      ephemeralCache: false,
      // By default the library lets all pass when Redis is slow; here a slow Redis counts as unreachable.
      timeout: 0,
    });
    known.set(name, limiter);
  }
  return limiter;
}
