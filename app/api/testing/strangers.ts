import fc from "fast-check";
import { expect } from "vitest";
import { db } from "#lib/platform/db/db";
import { declaredRefusals } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { type Endpoint, SPECS } from "./endpoints.ts";

export type Sent = { query?: string; headers?: Record<string, string>; body?: BodyInit };

export function aRequest(method: string, { query = "", headers = {}, body }: Sent): Request {
  const init: RequestInit = { method, headers: { "content-type": "application/json", ...headers } };
  if (body !== undefined) Object.assign(init, { body, duplex: "half" });
  return new Request(`http://localhost/api/x${query}`, init);
}

/** For what never answers, not for a busy machine. */
const PATIENCE_MS = 120_000;

/** Sends a request and expects any answer except a fault. A stream is closed immediately. */
export async function ask(endpoint: Endpoint, sent: Sent, params?: Record<string, string>): Promise<Response> {
  const spec = SPECS[endpoint.name] ?? {};
  const request = aRequest(endpoint.method, { ...sent, headers: { ...spec.headers?.(), ...sent.headers } });
  const context = { params: Promise.resolve(params ?? spec.params?.() ?? {}) };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${endpoint.name} does not answer`)), PATIENCE_MS);
  });
  const response = await Promise.race([endpoint.handler(request, context), late]).finally(() => clearTimeout(timer));
  expect(response.status, `${endpoint.name} ${JSON.stringify(params)} ${sent.query}`).toBeLessThan(500);
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) await response.body?.cancel();
  return response;
}

/** A documented no: its code goes with its status, it has words for people, and a wrong request names its fields. */
export async function expectRefused(response: Response): Promise<void> {
  const body = (await response.json()) as {
    error: string;
    message: string;
    fields?: { path: string; message: string }[];
  };
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(declaredRefusals().get(body.error)?.status, body.error).toBe(response.status);
  expect(body.message.length).toBeGreaterThan(5);
  if (body.error !== "invalid_request") return;
  expect(body.fields?.length).toBeGreaterThan(0);
  for (const field of body.fields ?? []) {
    expect(field).toEqual({ path: expect.any(String) as string, message: expect.any(String) as string });
  }
}

/** Every row of every table as one text, except rows about requests themselves, which refusals write as well. */
export async function stateOfAll(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'graphile_worker')
      AND tablename NOT IN ('idempotency_keys', 'audit_log', 'sign_in_failures') ORDER BY 1`;
  const sums = tables.map(
    ({ name }) => `SELECT '${name}' AS t, count(*), sum(hashtextextended(r::text, 0)) FROM ${name} r`,
  );
  return JSON.stringify(await db().$queryRawUnsafe<unknown[]>(`${sums.join(" UNION ALL ")} ORDER BY 1`), (_, value) =>
    typeof value === "bigint" ? String(value) : (value as unknown),
  );
}

const NASTY_TEXTS = [
  ...["", " ", "\0", "a\0b", "\u001b[2J", "\ud800", "x\udfff", "💺🎟️", "ñ̃", "\u202e", "a".repeat(100_000)],
  ...[
    "0",
    "-1",
    "1.5",
    "1e3",
    "0x10",
    "NaN",
    "Infinity",
    "2147483648",
    "99999999999999999999",
    "1 OR 1=1",
    "' --",
    "%00",
  ],
  ...["../../etc/passwd", "<script>", "{}", "[]", "null", "undefined", "true", "__proto__", "constructor"],
  ...["2027-13-45", "0000-00-00", "9999-12-31T23:59:60Z", uuidv7(), "00000000-0000-0000-0000-000000000000"],
];
export const nastyText = fc.oneof(fc.constantFrom(...NASTY_TEXTS), fc.string({ unit: "binary", maxLength: 60 }));
export const nastyValue = fc.oneof(
  nastyText,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    1e308,
    [],
    {},
    [[]],
    [1, 1],
    [-1],
  ),
  fc.constant(Array.from({ length: 10_000 }, (_, i) => i + 1)),
  fc.jsonValue({ maxDepth: 4 }),
);

/** An endless body without a length. */
export function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(64 * 1024).fill(0x20);
  return new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
}
