import type { z } from "zod";
import type { Refusal, RefusalCode, Refused } from "./refusals.ts";

/**
 * What an endpoint says about itself: who may pass, how often, what it takes, what it answers. The porch keeps it, the API's
 * document and the test of authority are made from it.
 */
export type Shape = z.ZodType | undefined;
export type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

/** Who may pass. `name` is the word it is known by in tests and in the API's document. */
export type Authority<Who> = {
  readonly name: string;
  /** Answers who it is, or why they may not pass. Must not depend on what the request names. */
  readonly admit: (request: Request) => Promise<Who | Refused>;
  /** The key of who it is (`user:<uuid>`), by which limits and idempotency keys tell people apart; undefined for strangers. */
  readonly actorOf: (who: Who) => string | undefined;
};

/** How often an endpoint may be passed. */
export type Limit<Params = unknown> = {
  readonly name: string;
  readonly take: (passing: Passing<Params>) => Promise<Allowance>;
};
export type Passing<Params> = { actor: string | undefined; address: string; params: Params };
/** The headers that tell how much is left, and the refusal when nothing is. */
export type Allowance = { readonly headers: Record<string, string>; readonly refusal?: Refusal<"rate_limit_exceeded"> };

/** What the API's document says of an endpoint. */
export type Operation = {
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** What it answers when all is well, by status. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** The refusals of its own. What the porch refuses everywhere is added to them. */
  readonly refuses?: readonly RefusalCode[];
  /** A request to show and to replay in tests. */
  readonly example?: { readonly query?: Record<string, string>; readonly body?: unknown };
};
export type Answer = {
  readonly description: string;
  /** The contract of a JSON body; none for an empty one. */
  readonly body?: z.ZodType;
  /** The content type of a body that is no JSON. */
  readonly type?: string;
  /** Headers that every answer of this status carries, and what they say. */
  readonly headers?: Readonly<Record<string, string>>;
};

export type EndpointSpec<Params extends Shape, Query extends Shape, Body extends Shape, Who> = {
  /** The route as the metrics and the document name it, `/api/v1/events/{id}`. */
  readonly route: string;
  readonly authority: Authority<Who>;
  readonly limit?: Limit<Out<Params>>;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /**
   * For a known caller its work looks for the key (`key`) before whatever it answers and keeps it with what it makes, in one
   * commit, so that the first answer can be given again from there. The porch claims nothing and keeps what it refuses.
   */
  readonly keepsKeys?: boolean;
  readonly operation?: Operation;
};

/** The spec of any endpoint, for those who read all of them. */
// biome-ignore lint/suspicious/noExplicitAny: who passes differs from endpoint to endpoint, and nobody here asks.
export type AnyEndpointSpec = Omit<EndpointSpec<Shape, Shape, Shape, any>, "limit"> & {
  readonly limit?: { name: string };
};
