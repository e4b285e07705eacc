import fc from "fast-check";
import type { Json, JsonObject } from "#lib/platform/http/openapi/schema";
import { resolve } from "./documented.ts";

type Schema = JsonObject & {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  additionalProperties?: Schema | boolean;
};

/** Values that match a JSON Schema of the document. Rules that it states only in words may still refuse them. */
export function fromSchema(given: JsonObject): fc.Arbitrary<unknown> {
  const schema = resolve(given) as Schema;
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return fc.oneof(...choices.map(fromSchema));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as Json[]));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => fromSchema({ ...schema, type })));
  return ofType(schema, schema.type ?? "any");
}

function ofType(schema: Schema, type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case "string":
      return texts(schema);
    case "integer":
      return fc.integer({ min: number(schema, "minimum", -1_000), max: number(schema, "maximum", 2_147_483_647) });
    case "number":
      return fc
        .integer({
          min: Math.ceil(2 * number(schema, "minimum", 0)),
          max: Math.floor(2 * Math.min(number(schema, "maximum", 1_000), 1_000_000)),
        })
        .map((whole) => whole / 2);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return schema.prefixItems
        ? fc.tuple(...schema.prefixItems.map(fromSchema))
        : fc.uniqueArray(fromSchema(schema.items ?? {}), {
            minLength: number(schema, "minItems", 0),
            maxLength: Math.max(number(schema, "minItems", 0), Math.min(number(schema, "maxItems", 4), 4)),
            comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b),
          });
    case "object":
      return objects(schema);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

const FORMATS: Record<string, () => fc.Arbitrary<string>> = {
  uuid: () => fc.uuid(),
  email: () => fc.emailAddress({ size: "small" }),
  uri: () => fc.webUrl(),
  date: () => fc.date({ ...YEARS, noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  "date-time": () => fc.date({ ...YEARS, noInvalidDate: true }).map((date) => date.toISOString()),
};
const YEARS = { min: new Date("2026-01-01"), max: new Date("2030-01-01") };

function texts(schema: Schema): fc.Arbitrary<string> {
  const format = FORMATS[String(schema.format)];
  if (format) return format();
  if (typeof schema.pattern === "string") return fc.stringMatching(new RegExp(schema.pattern, "u"), { size: "small" });
  const maxLength = Math.min(number(schema, "maxLength", 40), 60);
  const minLength = Math.min(number(schema, "minLength", 0), maxLength);
  return fc.string({ unit: "grapheme", minLength, maxLength });
}

function objects({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  if (typeof additionalProperties === "object" && Object.keys(properties).length === 0)
    return fc.dictionary(fc.string({ maxLength: 8 }), fromSchema(additionalProperties), { maxKeys: 3 });
  const fields = Object.entries(properties).map(([name, field]) => [name, fromSchema(field)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required.filter((name) => name in properties) });
}

function number(schema: Schema, key: string, otherwise: number): number {
  const value = schema[key];
  return typeof value === "number" ? value : otherwise;
}
