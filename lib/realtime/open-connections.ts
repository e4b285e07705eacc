import { env } from "#lib/platform/env";
import { networkOf } from "#lib/platform/http/client-address";
import { singleton } from "#lib/platform/singleton";
import { openConnections } from "./metrics.ts";

/**
 * How many streams and sockets stay open at a time: for one address (of IPv6 for one /64), so that nobody takes all of a
 * server's, and in all, so that its memory is bounded. A hall full of phones may watch from one address. RATE_LIMIT_SCALE
 * multiplies the first.
 */
export const OPEN_MAX = { address: 500, all: 20_000 } as const;

/** A place among the open connections. Leaving it twice counts once. */
export type Place = { readonly ok: true; readonly leave: () => void };
export type NoPlace = { readonly ok: false; readonly scope: "address" | "all" };

/** Takes a place for a connection from this address, or says which bound is reached. */
export function takePlace(address: string): Place | NoPlace {
  const network = networkOf(address);
  const open = singleton("open-connections", () => ({ all: 0, of: new Map<string, number>() }));
  const here = open.of.get(network) ?? 0;
  if (open.all >= OPEN_MAX.all) return { ok: false, scope: "all" };
  if (here >= OPEN_MAX.address * env().RATE_LIMIT_SCALE) return { ok: false, scope: "address" };
  const count = (change: 1 | -1) => {
    open.all += change;
    const left = (open.of.get(network) ?? 0) + change;
    if (left > 0) open.of.set(network, left);
    else open.of.delete(network);
    openConnections.set(open.all);
  };
  count(1);
  let hasLeft = false;
  const leave = () => {
    if (!hasLeft) count(-1);
    hasLeft = true;
  };
  return { ok: true, leave };
}
