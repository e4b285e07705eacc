import type { z } from "zod";
import { invariant } from "../../invariant.ts";
import type { Answer, AnyEndpointSpec, Operation, Shape } from "../endpoint-spec.ts";
import { type RefusalCode, refusalSpec } from "../refusals.ts";
import { answerHeaders, HEADERS, PARAMETERS, requestHeaders } from "./headers.ts";
import { refusalBody, refusalsOf } from "./refusals.ts";
import { createSchemas, type Json, type JsonObject, type Schemas } from "./schema.ts";
import { SECURITY_SCHEMES, securityOf } from "./security.ts";

/** An endpoint under its method, `{ method: "GET", spec: GET.spec }`. */
export type DocumentedEndpoint = { readonly method: string; readonly spec: AnyEndpointSpec };

export type ApiInfo = {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** In the order in which they are shown. */
  readonly tags: readonly { readonly name: string; readonly description: string }[];
};

/** The whole document (OpenAPI 3.1), made from what the endpoints say of themselves; the same endpoints make the same bytes. */
export function openApiDocument(info: ApiInfo, endpoints: readonly DocumentedEndpoint[]): JsonObject {
  const schemas = createSchemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    const path = paths[endpoint.spec.route] ?? {};
    path[endpoint.method.toLowerCase()] = operationOf(schemas, endpoint);
    paths[endpoint.spec.route] = path;
  }
  const { title, version, description } = info;
  return {
    openapi: "3.1.0",
    info: { title, version, description },
    servers: [{ url: "/", description: "Where this document was found." }],
    tags: info.tags.map(({ name, description: text }) => ({ name, description: text })),
    paths,
    components: {
      schemas: schemas.components(),
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** The name of an operation in generated clients: `POST /api/v1/events/{id}/reservations` → `postEventsByIdReservations`. */
export function operationIdOf({ method, spec }: DocumentedEndpoint): string {
  const parts = spec.route.replace(/^\/(api\/)?(v1\/)?/, "").split(/[^A-Za-z0-9{}_]+/);
  const words = parts.flatMap((part) => part.replace(/^\{(.*)\}$/, "by_$1").split("_"));
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function operationOf(schemas: Schemas, endpoint: DocumentedEndpoint): JsonObject {
  const { method, spec } = endpoint;
  const { operation } = spec;
  invariant(operation, `${method} ${spec.route} says what it does`);
  const parameters = [
    ...pathParameters(schemas, spec),
    ...queryParameters(schemas, spec),
    ...requestHeaders(method, spec),
  ];
  return {
    operationId: operationIdOf(endpoint),
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    tags: [operation.tag],
    security: securityOf(spec.authority.name),
    "x-authority": spec.authority.name,
    ...(spec.limit.reason === undefined ? { "x-limit": spec.limit.name } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body ? { requestBody: requestBody(schemas, spec.body, operation) } : {}),
    responses: responsesOf(schemas, endpoint, operation),
  };
}

/** The route names the parameters; the contract describes them in the same order. */
function pathParameters(schemas: Schemas, { route, params }: AnyEndpointSpec): JsonObject[] {
  const names = Array.from(route.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
  const fields = fieldsOf(schemas, params);
  invariant(names.length === fields.length, `${route} has a contract for each part of its path`);
  return fields.map(({ schema, description, example }, index) => ({
    name: names[index] ?? "",
    in: "path",
    required: true,
    ...(description === undefined ? {} : { description }),
    schema,
    ...(example === undefined ? {} : { example }),
  }));
}

function queryParameters(schemas: Schemas, { query, operation }: AnyEndpointSpec): JsonObject[] {
  return fieldsOf(schemas, query).map(({ name, schema, description, isRequired }) => {
    const example = operation?.example?.query?.[name];
    return {
      name,
      in: "query",
      ...(isRequired ? { required: true } : {}),
      ...(description === undefined ? {} : { description }),
      schema,
      ...(example === undefined ? {} : { example: typed(example, schema) }),
    };
  });
}

type Field = {
  name: string;
  schema: JsonObject;
  description: Json | undefined;
  example: Json | undefined;
  isRequired: boolean;
};

/**
 * The fields of a path or query, whose values travel as text. A number there is described as the number it is read as, so
 * that generated clients take one.
 */
function fieldsOf(schemas: Schemas, shape: Shape): Field[] {
  if (!shape) return [];
  const sent = schemas.input(shape) as ObjectSchema;
  const read = schemas.output(shape) as ObjectSchema;
  return Object.entries(sent.properties ?? {}).map(([name, asText]) => {
    const asRead = read.properties?.[name] ?? {};
    const isNumber = /^(integer|number)$/.test(String(asRead.type));
    const { description = asText.description, examples = asRead.examples, ...schema } = isNumber ? asRead : asText;
    const example = Array.isArray(examples) ? (examples as Json[])[0] : undefined;
    return { name, schema, description, example, isRequired: (sent.required ?? []).includes(name) };
  });
}

type ObjectSchema = JsonObject & { properties?: Record<string, JsonObject>; required?: string[] };

function typed(text: string, { type }: JsonObject): Json {
  return type === "integer" || type === "number" ? Number(text) : text;
}

function requestBody(schemas: Schemas, body: z.ZodType, { example }: Operation): JsonObject {
  const content = {
    schema: schemas.input(body),
    ...(example?.body === undefined ? {} : { example: example.body as Json }),
  };
  return { required: true, content: { "application/json": content } };
}

function responsesOf(schemas: Schemas, { method, spec }: DocumentedEndpoint, operation: Operation): JsonObject {
  const codes = refusalsOf(method, spec);
  const statuses = new Set([
    ...Object.keys(operation.answers).map(Number),
    ...codes.map((code) => refusalSpec(code).status),
  ]);
  const entries = [...statuses]
    .sort((a, b) => a - b)
    .map((status) => {
      const own = operation.answers[status];
      const refused = codes.filter((code) => refusalSpec(code).status === status);
      const content = contentOf(schemas, own, refused);
      const words = refused.map((code) => `\`${code}\`: ${refusalSpec(code).title}`);
      return [
        String(status),
        {
          description: [...(own ? [own.description] : []), ...words].join("\n\n"),
          headers: answerHeaders(status, method, spec),
          ...(content === undefined ? {} : { content }),
        },
      ];
    });
  return Object.fromEntries(entries) as JsonObject;
}

function contentOf(schemas: Schemas, own: Answer | undefined, refused: readonly RefusalCode[]): JsonObject | undefined {
  const bodies = [...(own?.body ? [own.body] : []), ...refused.map(refusalBody)].map(schemas.output);
  const [first] = bodies;
  if (!first)
    return own?.type === undefined
      ? undefined
      : Object.fromEntries([own.type].flat().map((type) => [type, { schema: { type: "string" } }]));
  return { "application/json": { schema: bodies.length === 1 ? first : { oneOf: bodies } } };
}
