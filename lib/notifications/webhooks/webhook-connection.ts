import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { env } from "#lib/platform/env";
import {
  bareHost,
  isLoopbackAddress,
  isPublicAddress,
  type LoopbackRule,
  type Target,
  type TargetProblem,
} from "./webhook-target.ts";

export type Address = { address: string; family: number };
/** The network's answer to a name; a test gives its own. */
export type Resolve = (host: string) => Promise<Address[]>;

/** Only a development or test machine may send messages to itself. */
export function loopbackRule(): LoopbackRule {
  return env().APP_ENV === "production" ? "public only" : "loopback allowed";
}

/**
 * Resolves the host of a checked target once and refuses it when any of its addresses is not public. The connection must then use
 * one of these (`pinnedTo`), so a name that resolves to a public address first and to a private one later gains nothing.
 */
export async function resolveTarget(
  { url, isOwnMachine }: Extract<Target, { ok: true }>,
  resolve: Resolve = askDns,
): Promise<{ ok: true; addresses: Address[] } | { ok: false; problem: TargetProblem }> {
  const host = bareHost(url);
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host).catch(() => []) : [{ address: host, family }];
  if (addresses.length === 0) return { ok: false, problem: "not_found" };
  const isFit = isOwnMachine ? isLoopbackAddress : isPublicAddress;
  return addresses.every(({ address }) => isFit(address)) ? { ok: true, addresses } : { ok: false, problem: "private" };
}

/** A connection's way of finding its address that knows only these. */
export function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (!first) callback(new Error("no address"), "", 4);
    else if (options.all) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

const DNS_MS = 5_000;

async function askDns(host: string): Promise<Address[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer for ${host}`)), DNS_MS);
  });
  return Promise.race([lookup(host, { all: true }), late]).finally(() => clearTimeout(timer));
}
