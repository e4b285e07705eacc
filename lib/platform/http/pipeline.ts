import { log } from "../observability/log.ts";
import { requestDuration } from "./metrics.ts";
import { isRefused, type Refusal, type Refused } from "./refusals.ts";

/**
 * The request pipeline: what every way into the product passes, whether it is an endpoint of the API, a server action or a
 * channel. Each way in declares its authority and its limit, which the types require; the adapters (`endpoint`, `action`,
 * `channel`) read what came in, send it through `admit`, and turn the answer into what their caller understands.
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

/** Who may pass. `name` is the word it is known by in tests and in the API's document. */
export type Authority<Who, Named = unknown> = {
  readonly name: string;
  /**
   * Answers who asks, or why they may not pass. `named` is what the request names: endpoints pass nothing, so that their
   * refusal cannot depend on it; the actions of an organization's pages pass the organization.
   */
  readonly admit: (asking: Asking, named?: Named) => Promise<Who | Refused>;
  /** The key of who it is (`user:<uuid>`), by which limits and idempotency keys tell people apart; undefined for strangers. */
  readonly actorOf: (who: Who) => string | undefined;
};

/** How often a way in may be passed. */
export type Limit<Params = unknown> = {
  readonly name: string;
  /** Why there is none, where there is none. */
  readonly reason?: string;
  readonly take: (passing: Passing<Params>) => Promise<Allowance>;
};
export type Passing<Params> = { actor: string | undefined; address: string; params: Params };
/** The headers that tell how much is left, and the refusal when nothing is. */
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
  /** What is known to be wrong already. Only those who may pass hear of it, and it costs them nothing of their limit. */
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
