import type { Json, JsonObject } from "./schema.ts";

/** Which way the data goes: a request may only be asked for less, an answer may only say more. */
export type SchemaSide = "request" | "answer";

type Compared = { readonly before: JsonObject; readonly after: JsonObject; readonly side: SchemaSide };

type Schema = JsonObject & {
  $ref?: string;
  type?: Json;
  const?: Json;
  enum?: Json[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  additionalProperties?: Json;
  oneOf?: Schema[];
  anyOf?: Schema[];
};

/**
 * What breaks where a schema became another one: a field or a value of an enum is gone, a type is another one, a request
 * needs a field or is held to a tighter bound, an answer may leave a field away. `where` begins the sentences.
 */
export function schemaChanges(compared: Compared, before: JsonObject, after: JsonObject, where: string): string[] {
  return compare({ ...compared, seen: new Set() }, before as Schema, after as Schema, where);
}

type Walk = Compared & { readonly seen: Set<string> };

function compare(walk: Walk, before: Schema, after: Schema, where: string): string[] {
  const pair = `${before.$ref} ${after.$ref}`;
  if (before.$ref !== undefined && after.$ref !== undefined) {
    if (walk.seen.has(pair)) return [];
    walk.seen.add(pair);
  }
  const was = resolve(walk.before, before);
  const is = resolve(walk.after, after);
  const wasOneOf = was.oneOf ?? was.anyOf;
  const isOneOf = is.oneOf ?? is.anyOf;
  if (wasOneOf || isOneOf) return alternativeChanges(walk, wasOneOf ?? [before], isOneOf ?? [after], where);
  const wasType = typeOf(was);
  const isType = typeOf(is);
  if (wasType !== isType) return [`${where} is ${isType} and was ${wasType}`];
  return [
    ...enumChanges(was, is, where),
    ...(walk.side === "request" ? boundChanges(was, is, where) : []),
    ...fieldChanges(walk, was, is, where),
    ...(was.items && is.items ? compare(walk, was.items, is.items, `${where}[]`) : []),
  ];
}

function alternativeChanges(walk: Walk, before: Schema[], after: Schema[], where: string): string[] {
  const [first] = after;
  const names = after.map((each) => nameOf(walk.after, each));
  return before.flatMap((each) => {
    const name = nameOf(walk.before, each);
    const now = after[names.indexOf(name)] ?? (before.length === 1 && after.length === 1 ? first : undefined);
    return now ? compare(walk, each, now, where) : [`${where} is ${name} no more`];
  });
}

/** Alternatives are told apart by their name, and where they have none by type, format and the constants in them. */
function nameOf(document: JsonObject, schema: Schema): string {
  const named = schema.$ref?.split("/").at(-1);
  if (named !== undefined) return named;
  const { format, properties = {}, ...rest } = resolve(document, schema);
  const constants = Object.entries(properties).flatMap(
    ([name, field]) => valuesOf(field)?.map((v) => `${name} ${v}`) ?? [],
  );
  return [typeOf({ ...rest, properties }), ...(typeof format === "string" ? [format] : []), ...constants].join(" ");
}

function enumChanges(was: Schema, is: Schema, where: string): string[] {
  const before = valuesOf(was);
  const after = valuesOf(is);
  if (!before || !after) return after && !before ? [`${where} takes only some values now`] : [];
  return before.filter((value) => !after.includes(value)).map((value) => `${where} has no value ${value} any more`);
}

function valuesOf(schema: Schema): string[] | undefined {
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  return values?.map((value) => JSON.stringify(value));
}

const LOWER_BOUNDS = ["minimum", "exclusiveMinimum", "minLength", "minItems"];
const UPPER_BOUNDS = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];

function boundChanges(was: Schema, is: Schema, where: string): string[] {
  const number = (schema: Schema, key: string) => (typeof schema[key] === "number" ? schema[key] : undefined);
  const isTighter = (key: string, sign: 1 | -1) => {
    const now = number(is, key);
    const then = number(was, key);
    return now !== undefined && (then === undefined || (now - then) * sign > 0);
  };
  const tighter = [
    ...LOWER_BOUNDS.filter((key) => isTighter(key, 1)),
    ...UPPER_BOUNDS.filter((key) => isTighter(key, -1)),
    ...["pattern", "format"].filter((key) => is[key] !== undefined && is[key] !== was[key]),
  ];
  return tighter.map((key) => `${where} is held to ${key} ${String(is[key])}`);
}

function fieldChanges(walk: Walk, was: Schema, is: Schema, where: string): string[] {
  const changes: string[] = [];
  for (const [name, field] of Object.entries(was.properties ?? {})) {
    const now = is.properties?.[name];
    const place = `${where}, field "${name}"`;
    if (!now) changes.push(`${place} is gone`);
    else changes.push(...compare(walk, field, now, place));
  }
  const [needed, given] = walk.side === "request" ? [is, was] : [was, is];
  for (const name of needed.required ?? []) {
    if ((given.required ?? []).includes(name)) continue;
    if (walk.side === "request") changes.push(`${where}, field "${name}" is required now`);
    else if (is.properties?.[name]) changes.push(`${where}, field "${name}" may be missing now`);
  }
  return changes;
}

function typeOf({ type, const: value, properties }: Schema): string {
  if (Array.isArray(type)) return (type as string[]).toSorted().join(" or ");
  if (typeof type === "string") return type;
  if (value !== undefined) return typeof value;
  return properties ? "object" : "anything";
}

function resolve(document: JsonObject, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const found = schema.$ref
    .slice(2)
    .split("/")
    .reduce<Json | undefined>((each, key) => (each as Record<string, Json> | undefined)?.[key], document);
  return (found ?? {}) as Schema;
}
