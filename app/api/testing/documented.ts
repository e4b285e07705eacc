import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import type { Json, JsonObject } from "#lib/platform/http/openapi/schema";
import { apiDocument } from "../v1/api-document.ts";
import type { Endpoint } from "./endpoints.ts";

/** Holds what the API answers against its own document. */

type Answer = JsonObject & { headers?: Record<string, JsonObject>; content?: Record<string, { schema: JsonObject }> };
type OperationObject = JsonObject & { responses: Record<string, Answer> };
type Document = JsonObject & { paths: Record<string, Record<string, OperationObject>> };

const document = closed(apiDocument()) as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document as object, "api");

/** Every answer that was held against the document, by endpoint: `201`, `409 seat_unavailable`. */
export const seen = new Map<string, Set<string>>();

/** The operation of an endpoint. Throws when the document has none. */
export function operationOf(endpoint: Endpoint): OperationObject {
  const operation = document.paths[endpoint.handler.spec.route]?.[endpoint.method.toLowerCase()];
  if (!operation) throw new Error(`${endpoint.name} is not in the document`);
  return operation;
}

/** What a reference of the document leads to; anything else is itself. */
export function resolve<T extends JsonObject>(value: T): T {
  if (typeof value.$ref !== "string") return value;
  const keys = value.$ref.slice(2).split("/");
  return keys.reduce<Json>((each, key) => (each as JsonObject)[key] ?? {}, document) as T;
}

/** Expects the answer to be one that the document promises: status, headers, content type and body, to the last field. */
export async function expectDocumented(endpoint: Endpoint, response: Response): Promise<void> {
  const { spec } = endpoint.handler;
  const status = String(response.status);
  const answer = operationOf(endpoint).responses[status];
  const text = /json|text\/plain/.test(response.headers.get("content-type") ?? "") ? await response.clone().text() : "";
  const where = `${endpoint.name} → ${status} ${text.slice(0, 600)}`;
  expect(answer, `${where} is no declared status`).toBeDefined();
  if (!answer) return;
  expectHeaders(answer, response, where);
  const types = Object.keys(answer.content ?? {});
  const type = response.headers.get("content-type")?.split(";")[0];
  if (types.length === 0) expect(await response.clone().text(), where).toBe("");
  else expect(types, where).toContain(type);
  if (type === "application/json" && types.includes(type)) {
    const validate = bodyOf(spec.route, endpoint.method, status);
    const body: unknown = JSON.parse(text);
    expect(validate(body) ? [] : validate.errors, where).toEqual([]);
  }
  note(endpoint, status, text);
}

function expectHeaders(answer: Answer, response: Response, where: string): void {
  for (const [name, each] of Object.entries(answer.headers ?? {})) {
    const { required, schema } = resolve(each) as { required?: boolean; schema?: JsonObject };
    const value = response.headers.get(name);
    if (required) expect(value, `${where}: ${name}`).not.toBeNull();
    if (value === null || !schema) continue;
    const given = schema.type === "integer" ? Number(value) : value;
    expect(ajv.validate(schema as object, given), `${where}: ${name}: ${value}`).toBe(true);
  }
}

function bodyOf(route: string, method: string, status: string): ValidateFunction {
  const keys = ["paths", route, method.toLowerCase(), "responses", status, "content", "application/json", "schema"];
  const pointer = keys.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
  const validate = ajv.getSchema(`api#/${pointer}`);
  if (!validate) throw new Error(`${method} ${route} has no schema for ${status}`);
  return validate as ValidateFunction;
}

function note(endpoint: Endpoint, status: string, text: string): void {
  const code = text.startsWith('{"error":') ? ` ${(JSON.parse(text) as { error: string }).error}` : "";
  const answers = seen.get(endpoint.name) ?? new Set();
  seen.set(endpoint.name, answers.add(status + code));
}

/**
 * The document with every object closed: clients must tolerate unknown fields, but an undescribed field in an answer is a bug.
 */
function closed(value: Json): Json {
  if (Array.isArray(value)) return (value as Json[]).map(closed);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]));
  const isObject =
    inner.type === "object" && typeof inner.properties === "object" && !("additionalProperties" in inner);
  return isObject ? { ...inner, additionalProperties: false } : inner;
}
