import { z } from "zod";

/** A JSON Schema or any other object of the document. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * Turns zod contracts into the JSON Schemas of one OpenAPI document. A contract with an id of its own
 * (`.meta({ id: "Reservation" })`) becomes a named component and is referred to wherever it is used.
 */
export type Schemas = {
  /** What a client sends. */
  readonly input: (schema: z.ZodType) => JsonObject;
  /** What the API answers. Fields may be added to it later, so it is left open. */
  readonly output: (schema: z.ZodType) => JsonObject;
  /** The components met so far, by name. */
  readonly components: () => JsonObject;
};

/** Throws when two different contracts bear one name. */
export function createSchemas(): Schemas {
  const named = new Map<string, JsonObject>();
  const convert = (schema: z.ZodType, io: "input" | "output"): JsonObject => {
    const override = (each: Overridden) => {
      if (io === "output" && each.jsonSchema.additionalProperties === false)
        delete each.jsonSchema.additionalProperties;
      tidy(each);
    };
    const made = z.toJSONSchema(schema, { io, unrepresentable: "any", override });
    const { $schema: _, $defs: defs = {}, ...rest } = pointToComponents(made as unknown as Json) as Defined;
    for (const [name, definition] of Object.entries(defs)) {
      const known = named.get(name);
      if (known && JSON.stringify(known) !== JSON.stringify(definition))
        throw new Error(`Two contracts of the API are called "${name}".`);
      named.set(name, definition);
    }
    return rest;
  };
  return {
    input: (schema) => convert(schema, "input"),
    output: (schema) => convert(schema, "output"),
    components: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

type Defined = JsonObject & { readonly $defs?: Record<string, JsonObject> };

type Overridden = { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema };

function tidy({ zodSchema, jsonSchema: made }: Overridden): void {
  // The bounds of a safe integer are JavaScript's business.
  if (made.minimum === Number.MIN_SAFE_INTEGER) delete made.minimum;
  if (made.maximum === Number.MAX_SAFE_INTEGER) delete made.maximum;
  // A format says it already, and its pattern is half a page.
  if (made.format !== undefined) delete made.pattern;
  const { def } = zodSchema._zod;
  if (def.type === "pipe") tightenText(made, (def as z.core.$ZodPipeDef).out);
}

/** A text that is cleaned and then judged (`text(40).pipe(z.string().min(1))`) is sent as both halves say. */
function tightenText(made: z.core.JSONSchema.BaseSchema, judge: z.core.$ZodType): void {
  if (made.type !== "string" || judge._zod.def.type !== "string") return;
  const { format, minLength, pattern } = z.toJSONSchema(judge, { override: tidy });
  for (const [key, value] of Object.entries({ format, minLength, pattern })) {
    if (value !== undefined && !(key in made)) made[key] = value;
  }
}

function pointToComponents(value: Json): Json {
  if (Array.isArray(value)) return value.map(pointToComponents);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === "$ref" && typeof each === "string"
        ? each.replace("#/$defs/", "#/components/schemas/")
        : pointToComponents(each),
    ]),
  );
}
