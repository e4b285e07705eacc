import type { Json, JsonObject } from "./schema.ts";
import { type SchemaSide, schemaChanges } from "./schema-changes.ts";

/**
 * What in a later OpenAPI document breaks a client that was written against the earlier one, in sentences; empty when
 * nothing does. What is new and may be left away breaks nobody: operations, optional fields of a request, fields of an
 * answer, statuses.
 */
export function breakingChanges(before: JsonObject, after: JsonObject): string[] {
  const changes: string[] = [];
  for (const [path, methods] of entries(before.paths)) {
    for (const [method, operation] of entries(methods)) {
      const name = `${method.toUpperCase()} ${path}`;
      const now = at(at(after.paths, path), method) ?? coveringOperation(after, path, method);
      if (now === undefined) changes.push(`${name} is gone`);
      else changes.push(...operationChanges({ before, after }, operation, now).map((change) => `${name}: ${change}`));
    }
  }
  return changes;
}

/**
 * The operation of a templated path that a concrete one became: `/webhooks/stripe` is `/webhooks/{gateway}` where that
 * parameter has `stripe` among its examples. Its path parameters are in the concrete path already.
 */
function coveringOperation(after: JsonObject, path: string, method: string): Json | undefined {
  for (const [template, methods] of entries(after.paths)) {
    const names = Array.from(template.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
    const values = new RegExp(`^${template.replaceAll(/\{\w+\}/g, "([^/]+)")}$`).exec(path)?.slice(1);
    const operation = at(methods, method);
    if (names.length === 0 || !values || operation === undefined) continue;
    const parameters = asArray(at(operation, "parameters"));
    const isCovered = names.every((name, index) => {
      const parameter = parameters.find((each) => at(each, "in") === "path" && at(each, "name") === name);
      return JSON.stringify(parameter ?? null).includes(JSON.stringify(values[index] ?? null));
    });
    if (!isCovered) continue;
    return { ...(operation as JsonObject), parameters: parameters.filter((each) => at(each, "in") !== "path") };
  }
  return undefined;
}

type Documents = { readonly before: JsonObject; readonly after: JsonObject };

function operationChanges(documents: Documents, before: Json, after: Json): string[] {
  return [
    ...credentialChanges(before, after),
    ...parameterChanges(documents, at(before, "parameters"), at(after, "parameters")),
    ...bodyChanges(documents, at(before, "requestBody"), at(after, "requestBody")),
    ...answerChanges(documents, at(before, "responses"), at(after, "responses")),
  ];
}

function credentialChanges(before: Json, after: Json): string[] {
  const ways = (operation: Json) => {
    const list = asArray(at(operation, "security"));
    return list.length === 0 ? ["nothing"] : list.map((way) => Object.keys(way as object)[0] ?? "nothing");
  };
  const now = ways(after);
  return ways(before)
    .filter((way) => !now.includes(way) && !now.includes("nothing"))
    .map((way) => (way === "nothing" ? "it needs a credential now" : `the credential "${way}" opens it no more`));
}

function parameterChanges(documents: Documents, before: Json | undefined, after: Json | undefined): string[] {
  const keyOf = (parameter: Json) => `${text(at(parameter, "in"))} parameter "${text(at(parameter, "name"))}"`;
  const was = new Map(
    asArray(before)
      .map((each) => resolve(documents.before, each))
      .map((each) => [keyOf(each), each]),
  );
  const is = new Map(
    asArray(after)
      .map((each) => resolve(documents.after, each))
      .map((each) => [keyOf(each), each]),
  );
  const changes: string[] = [];
  for (const [key, parameter] of was) {
    const now = is.get(key);
    if (now === undefined) changes.push(`the ${key} is gone`);
    else changes.push(...changesOf(documents, { side: "request", where: `the ${key}` }, parameter, now));
  }
  for (const [key, parameter] of is) {
    const wasRequired = at(was.get(key), "required") === true;
    if (at(parameter, "required") === true && !wasRequired) changes.push(`the ${key} is required now`);
  }
  return changes;
}

function bodyChanges(documents: Documents, before: Json | undefined, after: Json | undefined): string[] {
  if (before === undefined) return after === undefined ? [] : ["it wants a body now"];
  if (after === undefined) return ["it takes no body any more"];
  return contentChanges(documents, { side: "request", where: "the body" }, before, after);
}

function answerChanges(documents: Documents, before: Json | undefined, after: Json | undefined): string[] {
  return entries(before).flatMap(([status, answer]) => {
    const now = at(after, status);
    const where = `answer ${status}`;
    if (now === undefined) return [`${where} is gone`];
    const lost = Object.keys((at(answer, "headers") ?? {}) as object)
      .filter((name) => at(at(now, "headers"), name) === undefined)
      .map((name) => `${where} has no header "${name}" any more`);
    return [...lost, ...contentChanges(documents, { side: "answer", where }, answer, now)];
  });
}

type Where = { side: SchemaSide; where: string };

function contentChanges(documents: Documents, { side, where }: Where, before: Json, after: Json): string[] {
  return entries(at(before, "content")).flatMap(([type, media]) => {
    const now = at(at(after, "content"), type);
    return now === undefined ? [`${where} is ${type} no more`] : changesOf(documents, { side, where }, media, now);
  });
}

/** Compares the schemas of a parameter or of a media type. */
function changesOf(documents: Documents, { side, where }: Where, before: Json, after: Json): string[] {
  const schemaOf = (holder: Json) => (at(holder, "schema") ?? {}) as JsonObject;
  return schemaChanges({ ...documents, side }, schemaOf(before), schemaOf(after), where);
}

function resolve(document: JsonObject, value: Json): Json {
  const ref = at(value, "$ref");
  if (typeof ref !== "string") return value;
  return (
    ref
      .slice(2)
      .split("/")
      .reduce<Json | undefined>((each, key) => at(each, key), document) ?? {}
  );
}

function at(value: Json | undefined, key: string): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject)[key] : undefined;
}

function entries(value: Json | undefined): [string, Json][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
