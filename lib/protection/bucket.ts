import { Ratelimit } from "@upstash/ratelimit";
import { LRUCache } from "lru-cache";
import { log } from "#lib/platform/observability/log";
import { redis } from "#lib/platform/redis";
import { singleton } from "#lib/platform/singleton";
import type { Rate } from "./policies.ts";

/**
 * One token bucket, shared by all servers through Redis. A server takes tokens by the handful and spends
 * them from memory, so that a limit of thousands costs Redis few questions; what it does not spend lapses with the window.
 * Together they spend what the bucket gave and never more. Without Redis each server counts for itself, at half the rate.
 */
export type Bucket = {
  readonly rate: Rate;
  /** Tokens of the shared bucket as Redis last told, with those in hand. For the headers. */
  left: number;
  readonly ask: (tokens: number) => Promise<{ isGranted: boolean; left: number; resetAt: number }>;
  inHand: number;
  inHandUntil: number;
  /** How many were taken at once the last time. */
  handful: number;
  emptyUntil: number;
  asking: Promise<void> | undefined;
  /** The bucket of this process alone, for when Redis is gone. */
  own: { tokens: number; at: number };
};

/** The bucket of one key of one limit. Those used longest ago are forgotten: Redis knows them. */
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
 * Takes one token: 0, or the milliseconds until there is one. Without a promise when the answer is in hand. Whether a
 * bucket lets everybody pass without Redis is the asker's to say: holds and readers meet in the bucket for all.
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

/** What a process may let through by itself, measured by the whole: stricter, since others do the same. */
const STRICTER = 0.5;

/**
 * A tenth of a large rate. Of a small one three, at most a third, so that several servers get their share; then five, at most
 * half, for who spends the last handful here before it lapses: all their requests come to this server.
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
    // Fewer than a handful are left: one is enough for who asks now.
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

/** A tenth of the rate comes back at a time. */
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
      // It would refuse the single token after the handful; what is empty is remembered in the bucket.
      ephemeralCache: false,
      // Letting everybody pass when Redis is slow is its default; here a slow Redis counts as gone.
      timeout: 0,
    });
    known.set(name, limiter);
  }
  return limiter;
}
