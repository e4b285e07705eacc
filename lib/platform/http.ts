import type { z } from "zod";
import { isDatabaseDown } from "./database-down.ts";
import { noteDatabaseTrouble } from "./database-watch.ts";
import { env } from "./env.ts";
import { publicId, uuidv7 } from "./ids.ts";
import { Failure } from "./invariant.ts";
import { log } from "./log.ts";
import { metrics } from "./metrics.ts";
import { REFUSALS, type Refusal, type RefusalCode, type Refused } from "./refusals.ts";
import { noteInContext, type RequestContext, runInContext } from "./request-context.ts";

/**
 * The porch of every API door: it gives the request an id, checks what came in against the door's contract, asks who it
 * is, runs the door, and turns refusals, failures and faults into the one error shape. A door is a pure function of the
 * web's standard Request and Response, so Next and the plain server mount the same one.
 */
export type Handler = (request: Request, context?: { params: Promise<Record<string, string>> }) => Promise<Response>;

type Shape = z.ZodType | undefined;
type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

export type DoorSpec<Params extends Shape, Query extends Shape, Body extends Shape, Who> = {
  /** The route as the metrics name it, `/api/v1/events/{id}`. */
  route: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Who may pass. Answers the person, or a refusal. Doors open to all leave it out. */
  who?: (request: Request) => Promise<Who | Refused>;
};

export type Passed<Params extends Shape, Query extends Shape, Body extends Shape, Who> = {
  request: Request;
  params: Out<Params>;
  query: Out<Query>;
  body: Out<Body>;
  who: Who;
};

/** Builds a route handler from its contract and its work. The work answers a Response or a refusal. */
export function door<
  Params extends Shape = undefined,
  Query extends Shape = undefined,
  Body extends Shape = undefined,
  Who = undefined,
>(
  spec: DoorSpec<Params, Query, Body, Who>,
  work: (passed: Passed<Params, Query, Body, Who>) => Promise<Response | Refused>,
): Handler {
  return (request, context) => {
    const ids: RequestContext = { requestId: uuidv7() };
    const trace = /^00-([0-9a-f]{32})-/.exec(request.headers.get("traceparent") ?? "")?.[1];
    if (trace) ids.traceId = trace;
    return runInContext(ids, async () => {
      const started = performance.now();
      const response = await answer(spec, work, request, context);
      const seconds = (performance.now() - started) / 1_000;
      metrics().requests.observe({ route: spec.route, method: request.method, status: response.status }, seconds);
      log().info(
        { route: spec.route, method: request.method, status: response.status, ms: Math.round(seconds * 1_000) },
        "request",
      );
      response.headers.set("x-request-id", ids.requestId);
      return response;
    });
  };
}

async function answer<P extends Shape, Q extends Shape, B extends Shape, W>(
  spec: DoorSpec<P, Q, B, W>,
  work: (passed: Passed<P, Q, B, W>) => Promise<Response | Refused>,
  request: Request,
  context: { params: Promise<Record<string, string>> } | undefined,
): Promise<Response> {
  try {
    // A path that no such thing can have is a thing that does not exist.
    const params = spec.params?.safeParse((await context?.params) ?? {});
    if (params && !params.success) return errorResponse(refusal("not_found"));
    if (params) noteInContext(idsIn(spec.route, params.data));
    if (isForged(request)) return errorResponse(refusal("forbidden"));
    const query = spec.query?.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (query && !query.success) return errorResponse(invalid(query.error));
    const who = spec.who ? await spec.who(request) : undefined;
    if (isRefused(who)) return errorResponse(who.refusal);
    const body = spec.body ? await readJson(request, spec.body) : undefined;
    if (body && !body.ok) return errorResponse(body.refusal);
    const result = await work({
      request,
      params: params?.data as Out<P>,
      query: query?.data as Out<Q>,
      body: (body?.ok ? body.value : undefined) as Out<B>,
      who: who as W,
    });
    return isRefused(result) ? errorResponse(result.refusal) : result;
  } catch (error) {
    return brokenResponse(error);
  }
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

function isRefused(value: unknown): value is Refused {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === false && "refusal" in value;
}

/** A JSON answer; never cached unless the headers say so. */
export function json(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  const text = JSON.stringify(body);
  const response = new Response(text, {
    status: init.status ?? 200,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...init.headers },
  });
  return Object.assign(response, { [JSON_TEXT]: text });
}

const JSON_TEXT = Symbol("json text");

/** What `json` put into this response, for a server that can send a text in one piece; undefined for all others. */
export function jsonTextOf(response: Response): string | undefined {
  return (response as { [JSON_TEXT]?: string })[JSON_TEXT];
}

/** The one error shape: `{ error, message, …data }`, with `Retry-After` where waiting helps. */
export function errorResponse({ code, ...details }: Refusal): Response {
  const { status, title } = REFUSALS[code];
  const retry = details.retry_after_seconds ?? (status === 503 || status === 429 ? 5 : undefined);
  const headers: Record<string, string> = retry === undefined ? {} : { "retry-after": String(retry) };
  return json({ error: code, message: title, ...details }, { status, headers });
}

/** What to answer when something threw: 503 when the outside broke, 500 when we are wrong. */
export function brokenResponse(error: unknown): Response {
  noteDatabaseTrouble(error);
  if (error instanceof Failure || isDatabaseDown(error)) {
    const failure = error instanceof Failure ? error : new Failure("database", "out of reach", { cause: error });
    log().error({ err: error, dependency: failure.dependency }, "a dependency failed");
    return errorResponse(
      refusal("unavailable", { dependency: failure.dependency, retry_after_seconds: failure.retryAfterSeconds }),
    );
  }
  log().error({ err: error }, "fault");
  return errorResponse(refusal("internal"));
}

const BODY_BYTES_MAX = 256 * 1024;
const utf8 = new TextDecoder();

async function readJson<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<{ ok: true; value: z.output<S> } | Refused> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type))
    return { ok: false, refusal: refusal("unsupported_media_type") };
  const text = await readText(request, BODY_BYTES_MAX);
  if (text === undefined) return { ok: false, refusal: refusal("payload_too_large", { limit_bytes: BODY_BYTES_MAX }) };
  const value = parseJson(text);
  if (value === undefined) {
    const fields = [{ path: "", message: "must be a JSON document in UTF-8" }];
    return { ok: false, refusal: refusal("invalid_request", { fields }) };
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, refusal: invalid(parsed.error) };
}

/** The document, or undefined when the text is none. U+FFFD stands where bytes were no UTF-8. */
function parseJson(text: string): unknown {
  if (text.includes("\uFFFD")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body as text, or undefined when it has more bytes than `limit`. */
async function readText(request: Request, limit: number): Promise<string | undefined> {
  const said = request.headers.get("content-length");
  // No server lets more through than was said, so it can be taken in one piece, at a tenth of a stream's cost.
  if (said !== null) return Number(said) > limit ? undefined : request.text();
  const bytes = await readBytes(request, limit);
  return bytes && utf8.decode(bytes);
}

/** The body's bytes, or undefined when there are more than `limit`; stops reading there. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function invalid(error: z.ZodError): Refusal {
  const fields = error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  return refusal("invalid_request", { fields });
}

function refusal(code: RefusalCode, details: Record<string, unknown> = {}): Refusal {
  return { ...details, code };
}
