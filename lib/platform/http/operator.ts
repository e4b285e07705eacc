import { timingSafeEqual } from "node:crypto";
import { env } from "../env.ts";
import { addressOf } from "./client-address.ts";
import type { Authority } from "./pipeline.ts";
import { refuse } from "./refusals.ts";

/** The host's scheduler, which knows the secret. */
export const scheduler: Authority<undefined> = {
  name: "scheduler",
  admit: async ({ headers }) => (knowsSecret(headers) ? undefined : refuse("unauthenticated")),
  actorOf: () => "scheduler",
};

/** The operator of the servers: requests from the machine itself, or with the scheduler's secret. */
export const operator: Authority<undefined> = {
  name: "operator",
  admit: async ({ headers }) =>
    knowsSecret(headers) || isLocal(addressOf(headers)) ? undefined : refuse("unauthenticated"),
  actorOf: () => "operator",
};

function knowsSecret(headers: Headers): boolean {
  const given = Buffer.from(headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${env().CRON_SECRET}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isLocal(address: string): boolean {
  return address === "127.0.0.1" || address === "::1";
}
