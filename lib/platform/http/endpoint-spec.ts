import type { z } from "zod";
import type { WayIn } from "./pipeline.ts";
import type { RefusalCode } from "./refusals.ts";

/**
 * An endpoint's declaration: authority, limit, input and answers. The request pipeline enforces it; the API's document and the
 * authority test are generated from it.
 */
export type Shape = z.ZodType | undefined;
export type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

/** What the API's document says of an endpoint. */
export type Operation = {
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** The successful answers by status. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** The refusals of its own. What the pipeline refuses everywhere is added to them. */
  readonly refuses?: readonly RefusalCode[];
  /** A request to show and to replay in tests. */
  readonly example?: { readonly query?: Record<string, string>; readonly body?: unknown };
};
export type Answer = {
  readonly description: string;
  /** The contract of a JSON body; none for an empty one. */
  readonly body?: z.ZodType;
  /** The content type of a body that is a file, or the types that it may have. */
  readonly type?: string | readonly string[];
  /** Headers of every answer with this status, and their meaning. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** `route` is the path as the document writes it, `/api/v1/events/{id}`. */
export type EndpointSpec<Params extends Shape, Query extends Shape, Body extends Shape, Who> = WayIn<
  Who,
  Out<Params>
> & {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** The largest body in bytes, where 256 KiB are too few. */
  readonly bodyBytesMax?: number;
  /**
   * Its use case has a natural key, so it finds its first answer to a known caller in a row of its own (`key`): the key table
   * keeps nothing of this endpoint (decision 011).
   */
  readonly findsFirstAnswer?: boolean;
  /** A `DPoP` header proves the key of the browser that sent the request (key-proof.ts). Without one it is as if the endpoint took none. */
  readonly takesKeyProof?: boolean;
  readonly operation?: Operation;
};

/** The spec of any endpoint, for those who read all of them. */
// biome-ignore lint/suspicious/noExplicitAny: who passes differs from endpoint to endpoint, and nobody here asks.
export type AnyEndpointSpec = Omit<EndpointSpec<Shape, Shape, Shape, any>, "limit"> & {
  readonly limit: { readonly name: string; readonly reason?: string };
};
