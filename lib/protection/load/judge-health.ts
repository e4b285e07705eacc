import type { Readings } from "./readings.ts";

/** How the sale's checkout is: `bad` slows a queue, `down` stops it. */
export type SaleHealth = "good" | "bad" | "down";

/** What a hold may take, the 95th percentile. */
const HOLD_AIM_MS = 500;
const FAILED_MAX = 0.005;
/** Above this share of holds that found their seats taken, people choose from a picture that is old. */
const CONFLICTS_MAX = 0.05;
/** Fewer requests say nothing about a share. */
export const ENOUGH = 50;
/** A gateway is down when it answered none of so many requests. */
const GATEWAY_ENOUGH = 5;

/** Judges the sale by the readings of the last ten seconds. `tolerance` multiplies what is allowed. */
export function judgeHealth(readings: Readings, { tolerance = 1 }: { tolerance?: number } = {}): SaleHealth {
  const { hold, gateway, isDatabaseAway } = readings;
  if (isDatabaseAway) return "down";
  if (gateway.count >= GATEWAY_ENOUGH * tolerance && gateway.failed === gateway.count) return "down";
  if ((hold.p95Ms ?? 0) > HOLD_AIM_MS * tolerance) return "bad";
  if (hold.count < ENOUGH) return "good";
  const isBad =
    hold.failed / hold.count >= FAILED_MAX * tolerance || hold.conflicts / hold.count >= CONFLICTS_MAX * tolerance;
  return isBad ? "bad" : "good";
}
