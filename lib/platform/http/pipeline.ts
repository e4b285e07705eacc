import { log } from "../observability/log.ts";
import { requestDuration } from "./metrics.ts";
import { isRefused, type Refusal, type Refused } from "./refusals.ts";

/**
 * The request pipeline that every way in passes: endpoints of the API, server actions and channels. Each way in declares its
 * authority and its limit, which the types require; the adapters (`endpoint`, `action`, `channel`) read the input, pass the request
 * to `admit`, and translate the result for their caller.
 */
export type WayIn<Who, Params = unknown, Named = unknown> = {
  /** The route as the metrics, the log and the list of all ways in name it. */
  readonly route: string;
  readonly authority: Authority<Who, Named>;
  readonly limit: Limit<Params>;
};

/** What any way in declares, for those who list them all. */
export type DeclaredWay = {
  readonly route: string;
  readonly authority: { readonly name: string };
  readonly limit: { readonly name: string; readonly reason?: string };
};

/** What an authority sees of a request. */
export type Asking = { readonly headers: Headers };

/** Who may use a way in. Tests and the API's document show `name`. */
export type Authority<Who, Named = unknown> = {
  readonly name: string;
  /**
   * Answers the person, or the refusal. `named` holds the objects named by the request: endpoints pass nothing, so that their
   * refusal cannot depend on it; the actions of an organization's pages pass the organization.
   */
  readonly admit: (asking: Asking, named?: Named) => Promise<Who | Refused>;
  /** The person's key (`user:<uuid>`), which limits and idempotency keys use; undefined for anonymous clients. */
  readonly actorOf: (who: Who) => string | undefined;
};

/** How often a way in may be passed. */
export type Limit<Params = unknown> = {
  readonly name: string;
  /** The reason for having no limit. */
  readonly reason?: string;
  readonly take: (passing: Passing<Params>) => Promise<Allowance>;
};
export type Passing<Params> = { actor: string | undefined; address: string; params: Params };
/** The rate-limit headers, and the refusal when the limit is used up. */
export type Allowance = { readonly headers: Record<string, string>; readonly refusal?: Refusal<"rate_limit_exceeded"> };

/** No limit, for the reason given. */
export function unlimited(reason: string): Limit {
  return { name: "unlimited", reason, take: () => FREE };
}

const FREE: Promise<Allowance> = Promise.resolve({ headers: {} });

/** The same question for everything that a request can be refused for before its work begins. */
export type Asked<Params, Named = unknown> = {
  readonly asking: Asking;
  readonly address: string;
  readonly params: Params;
  readonly named?: Named;
  /** An already known fault of the input. Only authorized people see it, and it does not count against their limit. */
  readonly flaw?: Refused | undefined;
};

export type Admitted<Who> = {
  readonly ok: true;
  readonly who: Who;
  readonly actor: string | undefined;
  /** The headers of the limit. */
  readonly headers: Record<string, string>;
};
/** Refused on the way in, with the headers of the limit where that is what refused. */
export type Turned = Refused & { readonly headers?: Record<string, string> };

/** Asks who it is, whether they may pass, and whether they come too often; in this order. */
export async function admit<Who, Params, Named>(
  way: WayIn<Who, Params, Named>,
  asked: Asked<Params, Named>,
): Promise<Admitted<Who> | Turned> {
  const who = await way.authority.admit(asked.asking, asked.named);
  if (isRefused(who)) return who;
  if (asked.flaw) return asked.flaw;
  const actor = way.authority.actorOf(who);
  const { headers, refusal } = await way.limit.take({ actor, address: asked.address, params: asked.params });
  return refusal ? { ok: false, refusal, headers } : { ok: true, who, actor, headers };
}

/** Counts and logs how a request ended. `startedAt` is what `performance.now()` said when it came in. */
export function noteOutcome(outcome: { route: string; method: string; status: number }, startedAt: number): void {
  const ms = performance.now() - startedAt;
  requestDuration.observe(outcome, ms / 1_000);
  log().info({ ...outcome, ms: Math.round(ms) }, "request");
}
