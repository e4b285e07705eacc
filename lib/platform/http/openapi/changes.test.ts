import { describe, expect, test } from "vitest";
import { breakingChanges } from "./changes.ts";
import type { Json, JsonObject } from "./schema.ts";

/** A small API with everything in it that can break. */
const BEFORE = {
  paths: {
    "/seats/{id}": {
      post: {
        security: [],
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "integer" } },
          { name: "sort", in: "query", schema: { type: "string", enum: ["date", "price"] } },
          { $ref: "#/components/parameters/Key" },
        ],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  name: { type: "string", maxLength: 40 },
                  seats: { type: "array", items: { type: "integer" } },
                },
                required: ["name"],
              },
            },
          },
        },
        responses: {
          200: {
            headers: { ETag: { schema: { type: "string" } } },
            content: { "application/json": { schema: { $ref: "#/components/schemas/Seat" } } },
          },
          409: {
            content: {
              "application/json": {
                schema: {
                  oneOf: [{ $ref: "#/components/schemas/Taken" }, { $ref: "#/components/schemas/Late" }],
                },
              },
            },
          },
        },
      },
    },
  },
  components: {
    parameters: { Key: { name: "Idempotency-Key", in: "header", schema: { type: "string" } } },
    schemas: {
      Seat: {
        type: "object",
        properties: {
          id: { type: "integer" },
          status: { type: "string", enum: ["free", "held"] },
          next: { anyOf: [{ $ref: "#/components/schemas/Seat" }, { type: "null" }] },
        },
        required: ["id", "status"],
      },
      Taken: { type: "object", properties: { error: { type: "string", const: "taken" } }, required: ["error"] },
      Late: { type: "object", properties: { error: { type: "string", const: "late" } }, required: ["error"] },
    },
  },
} satisfies JsonObject;

const OPERATION = "paths./seats/{id}.post";
const BODY = `${OPERATION}.requestBody.content.application/json.schema`;
const SEAT = "components.schemas.Seat";

/** The document with what stands at this place replaced; undefined takes it away. */
function changed(path: string, value: Json | undefined): JsonObject {
  const copy = structuredClone(BEFORE) as unknown as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const holder = keys.reduce<Record<string, unknown>>((each, key) => each[key] as Record<string, unknown>, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy as JsonObject;
}

describe("what breaks a client is told", () => {
  test.each<[string, string, Json | undefined, string]>([
    ["an operation goes", OPERATION, undefined, "POST /seats/{id} is gone"],
    ["a path goes", "paths./seats/{id}", undefined, "POST /seats/{id} is gone"],
    [
      "a parameter goes",
      `${OPERATION}.parameters.1`,
      { $ref: "#/components/parameters/Key" },
      'parameter "sort" is gone',
    ],
    ["a parameter is required", `${OPERATION}.parameters.1.required`, true, 'parameter "sort" is required now'],
    ["a shared parameter is required", "components.parameters.Key.required", true, '"Idempotency-Key" is required now'],
    ["a parameter has another type", `${OPERATION}.parameters.0.schema.type`, "string", "is string and was integer"],
    ["a parameter loses a value", `${OPERATION}.parameters.1.schema.enum`, ["date"], 'has no value "price" any more'],
    [
      "a parameter takes some values only",
      `${OPERATION}.parameters.0.schema.enum`,
      [1, 2],
      "takes only some values now",
    ],
    ["a field of the request goes", `${BODY}.properties.seats`, undefined, 'field "seats" is gone'],
    ["a field of the request is required", `${BODY}.required`, ["name", "seats"], 'field "seats" is required now'],
    ["a new field of the request is required", `${BODY}.required`, ["name", "row"], 'field "row" is required now'],
    ["a text must be shorter", `${BODY}.properties.name.maxLength`, 20, "is held to maxLength 20"],
    ["a text must have a pattern", `${BODY}.properties.name.pattern`, "^a", "is held to pattern ^a"],
    ["items have another type", `${BODY}.properties.seats.items.type`, "string", "is string and was integer"],
    ["the body goes", `${OPERATION}.requestBody`, undefined, "it takes no body any more"],
    ["a status goes", `${OPERATION}.responses.409`, undefined, "answer 409 is gone"],
    ["a header goes", `${OPERATION}.responses.200.headers.ETag`, undefined, 'no header "ETag" any more'],
    ["a content type goes", `${OPERATION}.responses.200.content`, { "text/plain": {} }, "is application/json no more"],
    ["a field of an answer goes", `${SEAT}.properties.status`, undefined, 'field "status" is gone'],
    ["a field of an answer may be missing", `${SEAT}.required`, ["id"], 'field "status" may be missing now'],
    ["a field of an answer has another type", `${SEAT}.properties.id.type`, "string", "is string and was integer"],
    ["an answer loses a value", `${SEAT}.properties.status.enum`, ["free"], 'has no value "held" any more'],
    [
      "a field is never null any more",
      `${SEAT}.properties.next`,
      { $ref: "#/components/schemas/Seat" },
      "is null no more",
    ],
    [
      "a code becomes another",
      "components.schemas.Late.properties.error.const",
      "slow",
      'has no value "late" any more',
    ],
    ["a credential is needed", `${OPERATION}.security`, [{ bearer: [] }], "it needs a credential now"],
  ])("when %s", (_, path, value, sentence) => {
    expect(breakingChanges(BEFORE, changed(path, value)).join("\n")).toContain(sentence);
  });
});

describe("a path that is now one case of a templated path", () => {
  const get = { responses: { 200: { content: {} } } };
  const before = { ...BEFORE, paths: { "/hooks/stripe": { get } } } as JsonObject;
  const named = (examples: string[]) => {
    const parameters = [{ name: "gateway", in: "path", required: true, schema: { type: "string", examples } }];
    return { ...BEFORE, paths: { "/hooks/{gateway}": { get: { ...get, parameters } } } } as JsonObject;
  };

  test("breaks nobody where the parameter names the case", () => {
    expect(breakingChanges(before, named(["stripe"]))).toEqual([]);
  });

  test("is gone where it does not", () => {
    expect(breakingChanges(before, named(["paypal"]))).toEqual(["GET /hooks/stripe is gone"]);
  });
});

describe("what breaks nobody is not", () => {
  test.each<[string, string, Json | undefined]>([
    ["nothing changes", "paths./seats/{id}.post.summary", "Other words"],
    ["an operation comes", "paths./rows", { get: { responses: {} } }],
    ["an optional parameter comes", `${OPERATION}.parameters.3`, { name: "q", in: "query", schema: {} }],
    ["a parameter has one more value", `${OPERATION}.parameters.1.schema.enum`, ["date", "price", "name"]],
    ["an optional field of the request comes", `${BODY}.properties.row`, { type: "string" }],
    ["a field of the request is required no more", `${BODY}.required`, []],
    ["a text may be longer", `${BODY}.properties.name.maxLength`, 80],
    ["a field of an answer comes", `${SEAT}.properties.row`, { type: "string" }],
    ["a status comes", `${OPERATION}.responses.404`, { content: {} }],
    ["another way in comes", `${OPERATION}.security`, [{}, { bearer: [] }]],
  ])("when %s", (_, path, value) => {
    expect(breakingChanges(BEFORE, changed(path, value))).toEqual([]);
  });
});
