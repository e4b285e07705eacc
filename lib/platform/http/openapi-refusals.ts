import { z } from "zod";
import type { AnyEndpointSpec } from "./endpoint-spec.ts";
import { REFUSALS, type RefusalCode } from "./refusals.ts";

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
  add(spec.body, "payload_too_large", "unsupported_media_type");
  add(spec.limit.reason === undefined, "rate_limit_exceeded");
  add(true, "internal", "unavailable");
  return [...codes].sort((a, b) => REFUSALS[a].status - REFUSALS[b].status || (a < b ? -1 : 1));
}

/** The body of a refusal: `{ error, message, … }` with the data its code promises. */
export function refusalBody(code: RefusalCode): z.ZodType {
  const known = bodies.get(code);
  if (known) return known;
  const details: z.ZodRawShape = DETAILS[code] ?? {};
  const body = z
    .looseObject({ error: z.literal(code), message: z.string(), ...details })
    .meta({ id: nameOf(code), description: REFUSALS[code].title });
  bodies.set(code, body);
  return body;
}

const bodies = new Map<RefusalCode, z.ZodType>();

/** `seat_unavailable` → `ErrorSeatUnavailable`. */
function nameOf(code: RefusalCode): string {
  return `Error${code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
}

const seatIds = z.array(z.int());
const instant = z.iso.datetime();
const seconds = z.number().meta({ description: "When to come again." });

/** The data that goes with a code, where there is any. What another endpoint adds under the same code is optional here. */
const DETAILS: Partial<Record<RefusalCode, z.ZodRawShape>> = {
  invalid_request: {
    fields: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .meta({ description: "What is wrong, field by field; nested fields are joined by dots." }),
  },
  payment_failed: {
    reason: z.string().meta({ description: "The gateway's decline code, `card_declined`." }),
    reservation_id: z.string(),
    retry_allowed: z.boolean().meta({ description: "True while the seats are held: try again with another card." }),
  },
  seat_unavailable: {
    unavailable_seats: seatIds.meta({ description: "Those of the asked seats that are gone." }),
    available_alternatives: seatIds.meta({ description: "Seats that are free now, as many as were asked for." }),
  },
  seat_limit_exceeded: {
    limit: z.int(),
    already: z.int().meta({ description: "What the buyer has of this event." }),
  },
  orphan_seat: {
    stranded: seatIds.optional(),
    suggestion: seatIds.optional().meta({ description: "A choice near by that leaves no single seat." }),
  },
  reservation_expired: { expired_at: instant },
  payload_too_large: { limit_bytes: z.int() },
  promo_code_invalid: { reason: z.string() },
  order_closed: { order_id: z.string().optional(), status: z.string().optional() },
  rate_limit_exceeded: {
    retry_after_seconds: seconds.optional(),
    queue_position: z.int().optional(),
    estimated_wait_seconds: z.number().optional(),
  },
  request_in_progress: { retry_after_seconds: seconds.optional() },
  unavailable: { dependency: z.string().optional(), retry_after_seconds: seconds.optional() },
};
