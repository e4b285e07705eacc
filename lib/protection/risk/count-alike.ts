import { createHmac } from "node:crypto";
import { LRUCache } from "lru-cache";
import { secretKey } from "#lib/platform/ids";
import { log } from "#lib/platform/observability/log";
import { redis } from "#lib/platform/redis";
import { singleton } from "#lib/platform/singleton";

/**
 * How many different buyers of an event came alike within the last ten minutes: from one network, from one network with one kind of device,
 * with one family of mail addresses. A group is a keyed hash and its buyers are bits of a map (linear counting, Whang et al. 1990), so
 * that neither Redis nor memory holds an address, a user agent or a name, and a group takes 512 bytes however many come. All servers
 * count together through Redis; without Redis each counts alone.
 */

/** A map is exact to a few per cent up to several thousand buyers; from then on it says `full`, which is more than any signal needs. */
const BITS = 4_096;
const HALF_MS = 300_000;

/** Counts the buyer as one of each group and answers how many buyers each has, in the order of the groups. */
export async function countAlike(groups: readonly string[], actor: string): Promise<number[]> {
  const now = Date.now();
  const bit = bitOf(actor);
  const maps = groups.map((group) => mapsOf(hashOf(group), now));
  if (maps.length === 0) return [];
  if (outage().until <= now) {
    try {
      return await countInRedis(maps, bit);
    } catch (error) {
      log().warn({ err: error }, "redis is gone, each server counts groups of buyers for itself");
      outage().until = now + OUTAGE_MS;
    }
  }
  return maps.map((names) => countHere(names, bit));
}

/** How long Redis is left alone after it did not answer. */
const OUTAGE_MS = 2_000;

function outage(): { until: number } {
  return singleton("alike-outage", () => ({ until: 0 }));
}

type Maps = { readonly older: string; readonly younger: string };

/**
 * A map begins every five minutes and serves for ten: each buyer is written into both that are running, and the older one is read, so that
 * a count covers the last five to ten minutes at least and no buyer longer than ten.
 */
function mapsOf(group: string, now: number): Maps {
  const half = Math.floor(now / HALF_MS);
  return { older: `fairseat:alike:${half - 1}:${group}`, younger: `fairseat:alike:${half}:${group}` };
}

async function countInRedis(maps: readonly Maps[], bit: number): Promise<number[]> {
  const batch = redis().pipeline();
  for (const { older, younger } of maps) {
    for (const name of [older, younger]) batch.setbit(name, bit, 1).expire(name, (3 * HALF_MS) / 1_000);
    batch.bitcount(older, 0, -1);
  }
  const replies = await batch.exec<unknown[]>();
  // Five commands a group, the last of which counts.
  return maps.map((_, i) => estimate(Number(replies[i * 5 + 4])));
}

function countHere({ older, younger }: Maps, bit: number): number {
  for (const name of [older, younger]) {
    const map = kept().get(name) ?? new Uint8Array(BITS / 8);
    const byte = bit >> 3;
    map[byte] = (map[byte] ?? 0) | (1 << (bit & 7));
    kept().set(name, map);
  }
  return estimate((kept().get(older) ?? new Uint8Array()).reduce((sum, byte) => sum + onesIn(byte), 0));
}

/** Five megabytes at most; the groups that were asked for longest ago make room. */
function kept(): LRUCache<string, Uint8Array> {
  return singleton("alike-maps", () => new LRUCache({ maxSize: GROUPS_MAX, sizeCalculation: () => 1 }));
}
const GROUPS_MAX = 10_000;

function onesIn(byte: number): number {
  let ones = 0;
  for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1;
  return ones;
}

/** How many buyers set so many bits, most likely. */
function estimate(ones: number): number {
  return Math.round(-BITS * Math.log(1 - Math.min(ones, BITS - 1) / BITS));
}

function bitOf(actor: string): number {
  return createHmac("sha256", secretKey("alike buyer")).update(actor).digest().readUInt32BE() % BITS;
}

function hashOf(group: string): string {
  return createHmac("sha256", secretKey("alike group")).update(group).digest().subarray(0, 12).toString("base64url");
}
