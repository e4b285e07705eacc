import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type EmbeddedRedis, startRedis } from "#deploy/embedded/redis";
import { redis } from "#lib/platform/redis";
import { forgetSingleton } from "#lib/platform/singleton";
import { knowing } from "../reputation/testing/known.ts";
import type { Risk } from "./judge-risk.ts";
import { measureRisk } from "./measure-risk.ts";
import { clientSignals } from "./signals.ts";
import { BROWSERS, SAFARI } from "./testing/browsers.ts";

/** Many buyers of one network, asked with Redis in this process, over TCP and without any; the clock stands unless a test moves it. */
const server: EmbeddedRedis | undefined = await startRedis();
afterAll(() => server?.stop());

const NOW = new Date("2026-11-22T20:00:00Z");
const GONE = "redis://127.0.0.1:1";
const ways = [
  { way: "with Redis in this process", url: undefined },
  ...(server ? [{ way: "with Redis over TCP", url: server.url }] : []),
  { way: "without Redis", url: GONE },
];

beforeEach(() => knowing({}));

function pointAt(url: string | undefined): void {
  if (url) process.env.REDIS_URL = url;
  else delete process.env.REDIS_URL;
  for (const name of ["env", "redis", "redis-tcp", "redis-in-process", "alike-maps", "alike-outage"])
    forgetSingleton(name);
}

type Coming = { headers?: Record<string, string>; address?: string; eventId?: number; mail?: string };

/** One buyer whose page said nothing suspicious. */
function come(
  actor: string,
  { headers = SAFARI, address = "192.0.2.1", eventId = 1, mail }: Coming = {},
): Promise<Risk> {
  const given = clientSignals.parse({ page_ms: 900, touches: 2 });
  return measureRisk({ headers: new Headers(headers), address, eventId, actor, given, mail });
}

async function many(count: number, coming: (i: number) => Coming = () => ({})): Promise<Risk[]> {
  const risks: Risk[] = [];
  for (let i = 0; i < count; i++) risks.push(await come(`guest:${i}`, coming(i)));
  return risks;
}

/** A campus: the usual browsers in the languages of those who study there, a third of them the same phone. */
function onCampus(i: number): Coming {
  const kinds = Object.values(BROWSERS);
  const languages = ["es-ES,es;q=0.9", "en-GB,en;q=0.8", "ca-ES,ca;q=0.9", "de-DE"];
  if (i % 3 === 0) return { headers: SAFARI };
  return { headers: { ...kinds[i % kinds.length], "accept-language": languages[i % 4] ?? "" } };
}

describe.each(ways)("$way", ({ url }) => {
  beforeEach(async () => {
    // A busy Redis must not count as gone, so its time-outs stand as well; a Redis that is gone needs them.
    vi.useFakeTimers({ toFake: url === GONE ? ["Date"] : ["Date", "setTimeout", "clearTimeout"], now: NOW });
    pointAt(url);
    if (url !== GONE) await redis().flushall();
  });
  afterEach(() => void vi.useRealTimers());

  test("five hundred phones of a campus are low or middle, and none is high", async () => {
    const bands = (await many(500, onCampus)).map(({ band }) => band);
    expect(bands.filter((band) => band === "high")).toEqual([]);
    expect(bands.slice(0, 30).every((band) => band === "low")).toBe(true);
  });

  test("a script with a thousand cookies behind one address and one device becomes high, and says by what", async () => {
    const risks = await many(1_000);
    expect(risks.at(-1)).toMatchObject({ band: "high", reasons: ["device_crowd", "uniform_crowd", "network_crowd"] });
    expect(risks.findIndex(({ band }) => band === "high")).toBeLessThan(300);
    // Others are not judged by it: not another network, and not the same one at another event.
    expect(await come("guest:x", { address: "192.0.2.2" })).toMatchObject({ score: 0 });
    expect(await come("guest:x", { eventId: 2 })).toMatchObject({ score: 0 });
  });

  test("one buyer counts once however often they ask, and a crowd is forgotten after ten minutes", async () => {
    for (let i = 0; i < 200; i++) expect(await come("guest:same")).toMatchObject({ score: 0 });
    await many(200);
    expect((await come("guest:same")).score).toBeGreaterThan(0);
    vi.setSystemTime(Date.now() + 600_000);
    expect(await come("guest:same")).toMatchObject({ score: 0 });
  });

  test("buyers whose address is not known are no network", async () => {
    expect((await many(400, () => ({ address: "unknown" }))).at(-1)).toMatchObject({ score: 0 });
  });

  test("all addresses of an IPv6 /64 are one network", async () => {
    const risks = await many(300, (i) => ({ address: `2001:db8:1:2::${(i + 1).toString(16)}` }));
    expect(risks.at(-1)).toMatchObject({ band: "high" });
  });

  test("variants of one mail address raise the risk and never to high, whatever their number", async () => {
    const variants = await many(40, (i) => ({ address: `198.51.100.${i}`, mail: `ann+${i}@gmail.com` }));
    expect(variants[0]).toMatchObject({ score: 0 });
    expect(variants.at(-1)).toMatchObject({ reasons: ["mail_crowd"], band: "low" });
  });
});

test("Redis holds no address, no user agent, no mail address and no buyer, and lets all of it lapse", async () => {
  pointAt(undefined);
  await redis().flushall();
  await come("guest:me", { address: "192.0.2.77", mail: "ann@example.org" });
  const keys = await redis().keys("*");
  expect(keys).toHaveLength(6);
  for (const key of keys) {
    expect(key).toMatch(/^fairseat:alike:\d+:[\w-]{16}$/);
    expect(await redis().ttl(key)).toBeGreaterThan(0);
  }
});
