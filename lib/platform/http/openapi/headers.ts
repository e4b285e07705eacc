import type { AnyEndpointSpec } from "../endpoint-spec.ts";
import type { JsonObject } from "./schema.ts";

/** The headers of the API's document: what every endpoint takes and answers, and what a few add. */

const text = { type: "string" };
const count = { type: "integer", minimum: 0 };

export const PARAMETERS: JsonObject = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    description:
      "Makes the request safe to repeat for 24 hours: the same key with the same request answers the first answer again, byte for byte, with `Idempotency-Replayed: true`.",
    schema: { type: "string", pattern: "^[\\x21-\\x7e]+$", minLength: 1, maxLength: 255 },
  },
  KeyProof: {
    name: "DPoP",
    in: "header",
    description:
      "Binds the time inside a sale to a key: a proof as in RFC 9449, type `dpop+jwt`, ES256, with `htm`, `htu`, `iat`, `jti` and, where there is a body, `body_sha256` (SHA-256 of its bytes, base64url). The first request with one binds; from then on holding, extending, quoting, paying and renewing need the same key, and answer `wrong_browser` without it. Without a proof nothing is bound.",
    schema: { type: "string", minLength: 1, maxLength: 2048 },
  },
};

export const HEADERS: JsonObject = {
  RequestId: { required: true, description: "Names this request in our logs; tell it when you ask us.", schema: text },
  RateLimitLimit: { description: "How many requests the tightest limit allows in its time.", schema: count },
  RateLimitRemaining: { description: "How many of them are left.", schema: count },
  RateLimitReset: { description: "Seconds until there are more.", schema: count },
  RetryAfter: { description: "Seconds to wait before the next try.", schema: count },
  WwwAuthenticate: { required: true, schema: text },
  IdempotencyReplayed: {
    description: "`true` when this is the first answer to the same key again.",
    schema: { type: "string", const: "true" },
  },
};

/** The parameters in headers that every endpoint of the method takes, and the proof of a key where the endpoint takes one. */
export function requestHeaders(method: string, { takesKeyProof }: AnyEndpointSpec): JsonObject[] {
  return [
    ...(isUnsafe(method) ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ...(takesKeyProof ? [{ $ref: "#/components/parameters/KeyProof" }] : []),
  ];
}

/** The headers of an answer; `own` are those that its endpoint promises for this status. */
export function answerHeaders(status: number, method: string, spec: AnyEndpointSpec): JsonObject {
  const own = Object.entries(spec.operation?.answers[status]?.headers ?? {});
  return {
    "X-Request-Id": shared("RequestId"),
    ...(spec.limit.reason === undefined
      ? {
          "RateLimit-Limit": shared("RateLimitLimit"),
          "RateLimit-Remaining": shared("RateLimitRemaining"),
          "RateLimit-Reset": shared("RateLimitReset"),
        }
      : {}),
    ...(status === 429 || status === 503 ? { "Retry-After": shared("RetryAfter") } : {}),
    ...(status === 401 ? { "WWW-Authenticate": shared("WwwAuthenticate") } : {}),
    ...(isUnsafe(method) ? { "Idempotency-Replayed": shared("IdempotencyReplayed") } : {}),
    ...Object.fromEntries(own.map(([name, description]) => [name, { required: true, description, schema: text }])),
  };
}

function shared(name: string): JsonObject {
  return { $ref: `#/components/headers/${name}` };
}

function isUnsafe(method: string): boolean {
  return !/^(GET|HEAD|OPTIONS)$/.test(method);
}
