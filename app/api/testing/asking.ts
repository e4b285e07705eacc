import { expect } from "vitest";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { openSession } from "#lib/identity/sign-in/open-session";
import { expectDocumented } from "./documented.ts";
import { type Endpoint, findEndpoints } from "./endpoints.ts";
import { aRequest, type Sent } from "./strangers.ts";

const PATIENCE_MS = 20_000;

export type Asked = Omit<Sent, "body"> & { params?: Record<string, string>; body?: unknown; text?: BodyInit };
export type Answered = { status: number; body: Record<string, unknown>; headers: Headers; cookie: string };

/** The answer in short: `201`, `409 seat_unavailable`. */
export function codeOf({ status, body }: Answered): string {
  return typeof body.error === "string" ? `${status} ${body.error}` : String(status);
}

/** Every endpoint by its name. */
export const ENDPOINTS = new Map((await findEndpoints()).map((endpoint) => [endpoint.name, endpoint]));

/**
 * Calls an endpoint, validates its answer against the document, and answers it. Each request comes from a network of its own
 * unless it names one: guests of one network count as one person.
 */
export async function asked(name: string, sent: Asked = {}): Promise<Answered> {
  const endpoint = ENDPOINTS.get(name);
  if (!endpoint) throw new Error(`there is no endpoint ${name}`);
  const headers = { "x-forwarded-for": aNetwork(), ...sent.headers };
  const response = await askDocumented(endpoint, { ...sent, headers });
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  const body = isJson ? ((await response.json()) as Record<string, unknown>) : {};
  return { status: response.status, body, headers: response.headers, cookie };
}

let networks = 0;

/** An address that no request came from before. */
export function aNetwork(): string {
  networks += 1;
  return `10.0.${networks >> 8}.${networks & 255}`;
}

/** The answer itself, with at most this status; a stream is closed immediately. */
export async function askDocumented(endpoint: Endpoint, request: Asked, statusMax = 599): Promise<Response> {
  const { params = {}, body, text, ...sent } = request;
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const made = aRequest(endpoint.method, { ...sent, ...(content === undefined ? {} : { body: content }) });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${endpoint.name} does not answer`)), PATIENCE_MS);
  });
  const answer = endpoint.handler(made, { params: Promise.resolve(params) });
  const response = await Promise.race([answer, late]).finally(() => clearTimeout(timer));
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) await response.body?.cancel();
  await expectDocumented(endpoint, response);
  expect(response.status, `${endpoint.name} ${JSON.stringify(request)}`).toBeLessThanOrEqual(statusMax);
  return response;
}

/** The headers of a signed-in person with a new session. */
export async function signedInAs(userId: string, twoFactor = true): Promise<{ cookie: string }> {
  const opened = await openSession(userId, { twoFactor });
  return { cookie: `${sessionCookieName()}=${opened.session.token}` };
}
