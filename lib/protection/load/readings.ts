import { boundedQueues } from "#lib/platform/bounded-queues";
import { isDatabaseAway } from "#lib/platform/db/database-watch";
import { singleton } from "#lib/platform/singleton";
import { ENOUGH } from "./judge-health.ts";
import type { Values } from "./judge-load.ts";
import { createWindow, type Outcome, type Summary, WINDOW_SECONDS, type Window } from "./window.ts";

/** What this process measured over the last ten seconds. Services report to it; it knows none of them. */
export type Readings = {
  /** The mean of the seconds' 99th percentiles of the event loop's delay. */
  readonly eventLoopMs: number | null;
  readonly database: Summary;
  readonly isDatabaseAway: boolean;
  /** How full the fullest lane of holds is. */
  readonly laneShare: number;
  readonly hold: Summary;
  readonly gateway: Summary;
};

type Measured = { readonly [Name in "database" | "hold" | "gateway"]: Window } & { readonly eventLoop: number[] };

function measured(): Measured {
  return singleton("load-measured", () => ({
    ...{ database: createWindow(), hold: createWindow(), gateway: createWindow() },
    eventLoop: [],
  }));
}

/** Notes what a hold took and how it ended: `conflict` is one that found its seats taken. */
export function noteHold(ms: number, outcome: Outcome): void {
  measured().hold.add(ms, outcome, performance.now());
}

/** Notes what a request to the payment gateway took, and whether the gateway answered. */
export function noteGateway(ms: number, outcome: "ok" | "failed"): void {
  measured().gateway.add(ms, outcome, performance.now());
}

/** Notes what a statement took that waited for a connection and then did nothing. */
export function noteDatabase(ms: number, outcome: "ok" | "failed"): void {
  measured().database.add(ms, outcome, performance.now());
}

/** Notes how late the event loop was in the last second. */
export function noteEventLoop(ms: number): void {
  const kept = measured().eventLoop;
  kept.push(ms);
  if (kept.length > WINDOW_SECONDS) kept.shift();
}

export function readLoad(): Readings {
  const { database, hold, gateway, eventLoop } = measured();
  const nowMs = performance.now();
  const lane = boundedQueues().get("holds");
  return {
    eventLoopMs: eventLoop.length === 0 ? null : eventLoop.reduce((sum, each) => sum + each, 0) / eventLoop.length,
    database: database.summary(nowMs),
    isDatabaseAway: isDatabaseAway(),
    laneShare: lane ? lane.depth() / lane.bound : 0,
    hold: hold.summary(nowMs),
    gateway: gateway.summary(nowMs),
  };
}

/** The readings as they are judged. A database that is out of reach takes for ever. */
export function valuesOf(readings: Readings): Values {
  const { eventLoopMs, database, laneShare, hold, gateway } = readings;
  return {
    eventLoop: eventLoopMs,
    database: readings.isDatabaseAway ? Number.POSITIVE_INFINITY : database.p95Ms,
    lane: laneShare,
    hold: hold.p95Ms,
    holdFailures: failuresOf(hold),
    gateway: gateway.p95Ms,
    gatewayFailures: failuresOf(gateway),
  };
}

function failuresOf({ count, failed }: Summary): number | null {
  return count < ENOUGH ? null : failed / count;
}
