import { z } from "zod";
import { singleton } from "../singleton.ts";

/**
 * Refusals: every way the world can say no. Each service declares its own beside its code, in `refusals.ts`: status, the
 * title that people read when nothing better is known, and the data that goes with it on the wire. A code that is declared
 * nowhere does not compile, nor does one without its data.
 */
export type RefusalSpec = { readonly status: number; readonly title: string; readonly data?: z.ZodObject };
type RefusalTable = Readonly<Record<string, RefusalSpec>>;

/** The data of each code of a table, as `Refusals` collects it. */
export type DataOf<Table extends RefusalTable> = {
  [Code in keyof Table]: Table[Code] extends { readonly data: infer Data extends z.ZodType } ? z.input<Data> : object;
};

/** Declares a service's refusals. Beside it, the service adds their data to `Refusals` (see lib/reservations/refusals.ts). */
export function declareRefusals<const Table extends RefusalTable>(table: Table): Table {
  for (const [code, spec] of Object.entries(table)) declared().set(code, spec);
  return table;
}

const seconds = z.number().meta({ description: "When to come again." });

/** What every service may answer, and the request pipeline itself. */
const common = declareRefusals({
  invalid_request: {
    status: 400,
    title: "The request is not valid.",
    data: z.object({
      fields: z
        .array(z.object({ path: z.string(), message: z.string() }))
        .meta({ description: "What is wrong, field by field; nested fields are joined by dots." }),
      problem: z.string().optional().meta({ description: "The reason as a word, where a field has several." }),
    }),
  },
  invalid_proof: {
    status: 400,
    title: "The proof of the browser's key is not one of this request.",
    data: z.object({
      problem: z.enum(["malformed", "signature", "other_request", "clock"]),
      server_time: z.iso.datetime().meta({ description: "By which `iat` is judged: sign again by this clock." }),
    }),
  },
  unauthenticated: { status: 401, title: "Sign in to do this." },
  forbidden: { status: 403, title: "You may not do this." },
  not_found: { status: 404, title: "There is nothing here." },
  method_not_allowed: { status: 405, title: "This method is not supported here." },
  conflict: { status: 409, title: "Something else has this name already." },
  request_in_progress: {
    status: 409,
    title: "The first request is still running.",
    data: z.object({ retry_after_seconds: seconds.optional() }),
  },
  payload_too_large: { status: 413, title: "The request is too large.", data: z.object({ limit_bytes: z.int() }) },
  unsupported_media_type: { status: 415, title: "Send JSON with content-type application/json." },
  idempotency_mismatch: { status: 422, title: "This key was used for another request." },
  rate_limit_exceeded: {
    status: 429,
    title: "Too many requests.",
    data: z.object({
      retry_after_seconds: seconds.optional(),
      queue_position: z.int().optional(),
      estimated_wait_seconds: z.number().optional(),
      scope: z.string().optional(),
    }),
  },
  internal: { status: 500, title: "Something broke on our side. Nothing was charged." },
  unavailable: {
    status: 503,
    title: "This is out of order for a moment. Please try again.",
    data: z.object({ dependency: z.string().optional(), retry_after_seconds: seconds.optional() }),
  },
});

/** Every declared code with its data; each service adds its own by declaration merging. */
export interface Refusals extends DataOf<typeof common> {}

export type RefusalCode = keyof Refusals & string;
export type CommonCode = keyof typeof common;

/** An expected no, with the data its code promises on the wire. */
export type Refusal<Code extends RefusalCode = RefusalCode> = Code extends RefusalCode
  ? { readonly code: Code } & Readonly<Refusals[Code]>
  : never;

export type Refused<Code extends RefusalCode = RefusalCode> = { readonly ok: false; readonly refusal: Refusal<Code> };

type Data<Code extends RefusalCode> = keyof Refusals[Code] extends never
  ? []
  : object extends Refusals[Code]
    ? [data?: Refusals[Code]]
    : [data: Refusals[Code]];

/** Refuses with a code of those given, so that a file which refuses also loads the declaration of its codes. */
export type Refuse<Codes extends RefusalCode> = <Code extends Codes>(code: Code, ...data: Data<Code>) => Refused<Code>;

/** The `refuse` of a service: common codes, and those of the tables it names. */
export function refuseWith<const Tables extends readonly RefusalTable[]>(
  ..._tables: Tables
): Refuse<CommonCode | Extract<{ [I in keyof Tables]: keyof Tables[I] }[number], RefusalCode>> {
  return say as Refuse<RefusalCode>;
}

/** Refuses with a code that every service may answer: `return refuse("not_found")`. */
export const refuse: Refuse<CommonCode> = (code, ...data) => say(code, ...data);

function say<Code extends RefusalCode>(code: Code, ...[data]: Data<Code>): Refused<Code> {
  return { ok: false, refusal: { ...data, code } as unknown as Refusal<Code> };
}

/** Whether an answer is a no. */
export function isRefused(value: unknown): value is Refused {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === false && "refusal" in value;
}

/** Status, title and data of a code. */
export function refusalSpec(code: RefusalCode): RefusalSpec {
  const spec = declared().get(code);
  if (!spec) throw new Error(`the refusal ${code} is declared in no module that was loaded`);
  return spec;
}

/** Every refusal that the loaded modules declare, by code. */
export function declaredRefusals(): ReadonlyMap<string, RefusalSpec> {
  return declared();
}

function declared(): Map<string, RefusalSpec> {
  return singleton("refusals", () => new Map());
}
