import { type Refusal, refusalSpec } from "./refusals.ts";

const JSON_TEXT = Symbol("json text");

/** A JSON answer; never cached unless the headers say so. */
export function json(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...init.headers };
  return textResponse(JSON.stringify(body), init.status ?? 200, headers);
}

/** An answer whose body is this text, which a server can send in one piece (see `textOf`). */
export function textResponse(text: string, status: number, headers: HeadersInit): Response {
  return Object.assign(new Response(text, { status, headers }), { [JSON_TEXT]: text });
}

/** The text this module put into the response, for a server that can send it in one piece; undefined for others. */
export function textOf(response: Response): string | undefined {
  return (response as { [JSON_TEXT]?: string })[JSON_TEXT];
}

/** The one error shape: `{ error, message, …data }`, with `Retry-After` where waiting helps. */
export function errorResponse({ code, ...details }: Refusal): Response {
  const { status, title } = refusalSpec(code);
  const own = "retry_after_seconds" in details ? details.retry_after_seconds : undefined;
  const retry = own ?? RETRY_SECONDS[code];
  const headers: Record<string, string> = retry === undefined ? {} : { "retry-after": String(retry) };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  return json({ error: code, message: title, ...details }, { status, headers });
}

/** How long to wait where the refusal itself does not say. */
const RETRY_SECONDS: Partial<Record<Refusal["code"], number>> = {
  unavailable: 5,
  rate_limit_exceeded: 5,
  request_in_progress: 1,
};
