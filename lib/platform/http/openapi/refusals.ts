import { z } from "zod";
import type { AnyEndpointSpec } from "../endpoint-spec.ts";
import { type RefusalCode, refusalSpec } from "../refusals.ts";

/** The refusals of an endpoint as the API's document tells them: its own, and what the pipeline refuses everywhere. */
export function refusalsOf(method: string, spec: AnyEndpointSpec): RefusalCode[] {
  const isUnsafe = !/^(GET|HEAD|OPTIONS)$/.test(method);
  const codes = new Set<RefusalCode>(spec.operation?.refuses);
  const add = (when: unknown, ...more: RefusalCode[]) => {
    if (when) for (const code of more) codes.add(code);
  };
  add(spec.params, "not_found");
  add(isUnsafe || spec.query, "invalid_request");
  add(isUnsafe, "forbidden", "request_in_progress", "idempotency_mismatch");
  add(spec.authority.name !== "anyone", "unauthenticated");
  add(spec.authority.name.startsWith("staff:"), "forbidden", "two_factor_required");
  add(spec.authority.name === "administrator", "not_found", "two_factor_required");
  add(spec.body, "payload_too_large", "unsupported_media_type");
  add(spec.takesKeyProof, "invalid_proof");
  add(spec.limit.reason === undefined, "rate_limit_exceeded");
  add(true, "internal", "unavailable");
  return [...codes].sort((a, b) => refusalSpec(a).status - refusalSpec(b).status || (a < b ? -1 : 1));
}

/** The body of a refusal: `{ error, message, … }` with the data its code promises. */
export function refusalBody(code: RefusalCode): z.ZodType {
  const known = bodies.get(code);
  if (known) return known;
  const { title, data } = refusalSpec(code);
  const body = z
    .looseObject({ error: z.literal(code), message: z.string(), ...data?.shape })
    .meta({ id: nameOf(code), description: title });
  bodies.set(code, body);
  return body;
}

const bodies = new Map<RefusalCode, z.ZodType>();

/** `seat_unavailable` → `ErrorSeatUnavailable`. */
function nameOf(code: RefusalCode): string {
  return `Error${code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
}
