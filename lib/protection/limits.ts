import { env } from "#lib/platform/env";
import { networkOf } from "#lib/platform/http/client-address";
import type { Allowance, Limit } from "#lib/platform/http/pipeline";
import { refuse } from "#lib/platform/http/refusals";
import { type Bucket, bucketOf, takeFrom } from "./bucket.ts";
import { isStepOn } from "./load/load-state.ts";
import { limitedRequests } from "./metrics.ts";
import { ALL, POLICIES, type Policy, type PolicyName, type Rate, TIGHTER } from "./policies.ts";

/** An event's own limits: requests a second by policy, or only that it is hot. */
export type EventLimits = { readonly hot?: boolean | undefined } & {
  readonly [Name in PolicyName]?: number | undefined;
};

/**
 * The limit of a way in by the name of its policy: for the person, for their address (of IPv6 the /64), for the event if it is hot, and for all
 * buyers together. All servers count together through Redis. A refusal says how long to wait. Under load a process allows the share of
 * `TIGHTER`.
 */
export function limitTo<Params = unknown>(
  name: PolicyName,
  options: { eventOf?: (params: Params) => Promise<{ id: number; limits: EventLimits } | undefined> } = {},
): Limit<Params> {
  const policy: Policy = POLICIES[name];
  const limits = { person: `${name}:person`, address: `${name}:address`, event: `${name}:event`, all: "all" };
  return {
    name,
    take: async ({ actor, address: from, params }) => {
      const address = networkOf(from);
      const share = (isStepOn("limits") && TIGHTER[name]) || 1;
      const scaled = (rate: Rate) => times(rate, share);
      const person = bucketOf(limits.person, actor ?? address, scaled(policy.person));
      const event = await options.eventOf?.(params);
      const hot = event && rateOfEvent(name, policy, event.limits);
      const buckets: Record<Scope, Bucket | undefined> = {
        person,
        address: bucketOf(limits.address, address, scaled(policy.address)),
        event: hot && bucketOf(limits.event, String(event.id), scaled(hot)),
        all: bucketOf(limits.all, "all", times(ALL, 1)),
      };
      for (const scope of SCOPES) {
        const bucket = buckets[scope];
        if (!bucket) continue;
        const waitMs = takeFrom(bucket, policy.isOpenWithoutRedis ?? false);
        const verdict = typeof waitMs === "number" ? waitMs : await waitMs;
        if (verdict > 0) return refused(name, scope, bucket, verdict);
      }
      return { headers: headersOf(person, 0) };
    },
  };
}

const SCOPES = ["person", "address", "event", "all"] as const;
type Scope = (typeof SCOPES)[number];

function refused(name: PolicyName, scope: Scope, bucket: Bucket, waitMs: number): Allowance {
  limitedRequests.inc({ policy: name, scope });
  const { refusal } = refuse("rate_limit_exceeded", {
    retry_after_seconds: Math.max(1, Math.ceil(waitMs / 1_000)),
    scope,
  });
  return { headers: headersOf(bucket, waitMs), refusal };
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-07, which most clients read. */
function headersOf({ rate, left }: Bucket, waitMs: number): Record<string, string> {
  return {
    "ratelimit-limit": String(rate.requests),
    "ratelimit-remaining": String(waitMs > 0 ? 0 : Math.max(0, left)),
    "ratelimit-reset": String(
      Math.ceil((waitMs > 0 ? waitMs : ((rate.requests - left) / rate.requests) * rate.seconds * 1_000) / 1_000),
    ),
    "ratelimit-policy": `${rate.requests};w=${rate.seconds}`,
  };
}

function rateOfEvent(name: PolicyName, policy: Policy, limits: EventLimits): Rate | undefined {
  const own = limits[name];
  if (own !== undefined) return { requests: own, seconds: 1 };
  return limits.hot ? policy.hotEvent : undefined;
}

/** The rate for this process: scaled as configured, and its share, at least one request. */
function times(rate: Rate, share: number): Rate {
  const scale = env().RATE_LIMIT_SCALE * share;
  return scale === 1 ? rate : { ...rate, requests: Math.max(1, Math.floor(rate.requests * scale)) };
}
