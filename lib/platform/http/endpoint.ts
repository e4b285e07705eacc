import { databaseFailure } from "../db/database-down.ts";
import { noteDatabaseTrouble } from "../db/database-watch.ts";
import { env } from "../env.ts";
import { publicId } from "../ids.ts";
import { log } from "../observability/log.ts";
import type { AnyEndpointSpec, EndpointSpec, Out, Shape } from "./endpoint-spec.ts";
import { answerOnce, keyAsked, nameOf } from "./idempotency.ts";
import type { KeyAsked } from "./idempotency-store.ts";
import { readKeyProof } from "./key-proof.ts";
import { admit, noteOutcome } from "./pipeline.ts";
import { readJson, refuseFields } from "./read-body.ts";
import { isRefused, type Refused, refuse } from "./refusals.ts";
import { isRequestAborted } from "./request-aborted.ts";
import { noteInContext, openContext, type RequestContext, runInContext } from "./request-context.ts";
import { errorResponse } from "./response.ts";

/**
 * The adapter of the request pipeline for the API: it checks what came in against the endpoint's contract, answers a repeated
 * request as the first time, runs the endpoint, and turns refusals, failures and faults into the one error shape. An endpoint
 * is a pure function of the web's standard Request and Response, so Next and the plain server mount the same one. It carries
 * its spec, from which the API's document is made.
 */
export type Handler = {
  (request: Request, given?: Given): Promise<Response>;
  readonly spec: AnyEndpointSpec;
};

/** What Next or the plain server read from the path. */
type Given = { readonly params: Promise<Record<string, string | string[] | undefined>> };

export type Passed<Params extends Shape, Query extends Shape, Body extends Shape, Who> = {
  request: Request;
  params: Out<Params>;
  query: Out<Query>;
  body: Out<Body>;
  who: Who;
  /** The request's `Idempotency-Key` with its owner, for what outlives an answer that was lost half-way. */
  idempotencyKey: string | undefined;
  /** The key for a use case that finds its first answer in its own row (`findsFirstAnswer`). */
  key: KeyAsked | undefined;
  /** The thumbprint of the key that signed the request, where the endpoint takes proofs and there is one. */
  keyThumbprint: string | undefined;
};

type Work<P extends Shape, Q extends Shape, B extends Shape, W> = (
  passed: Passed<P, Q, B, W>,
) => Promise<Response | Refused>;

/** Builds a route handler from its contract and its work. The work answers a Response or a refusal. */
export function endpoint<
  Params extends Shape = undefined,
  Query extends Shape = undefined,
  Body extends Shape = undefined,
  Who = undefined,
>(spec: EndpointSpec<Params, Query, Body, Who>, work: Work<Params, Query, Body, Who>): Handler {
  const handle = (request: Request, given?: Given) => {
    const context = openContext(request.headers);
    return runInContext(context, async () => {
      const startedAt = performance.now();
      let response: Response;
      try {
        response = await answer(spec, work, { request, given, address: context.address });
      } catch (error) {
        response = brokenResponse(error);
      }
      noteOutcome({ route: spec.route, method: request.method, status: response.status }, startedAt);
      response.headers.set("x-request-id", context.requestId);
      return response;
    });
  };
  return Object.assign(handle, { spec });
}

type Came = {
  request: Request;
  given: Given | undefined;
  address: string;
};

async function answer<P extends Shape, Q extends Shape, B extends Shape, W>(
  spec: EndpointSpec<P, Q, B, W>,
  work: Work<P, Q, B, W>,
  { request, given, address }: Came,
): Promise<Response> {
  // Malformed path parameters answer 404, like a missing resource.
  const params = spec.params?.safeParse((await given?.params) ?? {});
  if (params && !params.success) return errorResponse(refuse("not_found").refusal);
  if (params) noteInContext(idsIn(spec.route, params.data));
  if (isForged(request)) return errorResponse(refuse("forbidden").refusal);
  const query = spec.query?.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (query && !query.success) return errorResponse(refuseFields(query.error).refusal);
  const admitted = await admit(spec, { asking: request, address, params: params?.data as Out<P> });
  if (!admitted.ok) return withHeaders(errorResponse(admitted.refusal), admitted.headers);
  const { who, actor } = admitted;
  const body = spec.body ? await readJson(request, spec.body, spec.bodyBytesMax) : undefined;
  if (body && !body.ok) return errorResponse(body.refusal);
  const text = body?.ok ? body.text : "";
  const keyThumbprint = spec.takesKeyProof ? await readKeyProof(request, text) : undefined;
  if (isRefused(keyThumbprint)) return errorResponse(keyThumbprint.refusal);
  const key = keyAsked(request, { scope: actor ?? `stranger:${address}`, text });
  if (isRefused(key)) return errorResponse(key.refusal);
  const isFoundByWork = Boolean(spec.findsFirstAnswer && actor);
  const run = () => {
    const passed = { request, params: params?.data, query: query?.data, body: body?.ok ? body.value : undefined };
    return work({
      ...(passed as Omit<Passed<P, Q, B, W>, "who" | "idempotencyKey" | "key" | "keyThumbprint">),
      who,
      keyThumbprint,
      idempotencyKey: key && nameOf(key),
      key: isFoundByWork ? key : undefined,
    });
  };
  const answered = await (key === undefined || isFoundByWork ? run() : answerOnce(key, run));
  const response = isRefused(answered) ? errorResponse(answered.refusal) : answered;
  return withHeaders(response, admitted.headers);
}

function withHeaders(response: Response, headers: Record<string, string> | undefined): Response {
  if (headers) for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** The event and the reservation that a path names, for the lines of the log. */
function idsIn(route: string, params: unknown): Partial<RequestContext> {
  const { id } = params as { id?: unknown };
  if (typeof id === "number" && route.startsWith("/api/v1/events/")) return { eventId: id };
  if (typeof id !== "object" || id === null) return {};
  const parts = id as { eventId?: unknown; id?: unknown };
  if (typeof parts.eventId !== "number" || typeof parts.id !== "string") return {};
  return { eventId: parts.eventId, reservationId: publicId(parts.eventId, parts.id) };
}

/**
 * True when another site makes the reader's browser write here with the reader's cookies (cross-site request forgery). A browser
 * says where a request comes from in `Sec-Fetch-Site` and `Origin`; what carries no cookie gains nothing by it.
 */
function isForged(request: Request): boolean {
  const { headers } = request;
  if (/^(GET|HEAD|OPTIONS)$/.test(request.method) || !headers.has("cookie")) return false;
  const site = headers.get("sec-fetch-site") ?? "same-origin";
  if (site !== "same-origin" && site !== "none") return true;
  const origin = headers.get("origin");
  if (origin === null) return false;
  const ours = [headers.get("host") ?? new URL(request.url).host, new URL(env().APP_URL).host];
  return !URL.canParse(origin) || !ours.includes(new URL(origin).host);
}

/** What to answer when something threw: 503 when the outside broke, 500 when we are wrong. */
export function brokenResponse(error: unknown): Response {
  if (isRequestAborted(error)) {
    log().info("the client went away before its request was complete");
    const fields = [{ path: "", message: "ended before it was complete" }];
    return errorResponse(refuse("invalid_request", { fields }).refusal);
  }
  noteDatabaseTrouble(error);
  const failure = databaseFailure(error);
  if (failure) {
    log().error({ err: error, dependency: failure.dependency }, "a dependency failed");
    const details = { dependency: failure.dependency, retry_after_seconds: failure.retryAfterSeconds };
    return errorResponse(refuse("unavailable", details).refusal);
  }
  log().error({ err: error }, "fault");
  return errorResponse(refuse("internal").refusal);
}
