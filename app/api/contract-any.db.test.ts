import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { aShop } from "#lib/orders/testing/shop";
import type { JsonObject } from "#lib/platform/http/openapi/schema";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember } from "#prisma/seed/builders";
import { type Asked, askDocumented, ENDPOINTS, signedInAs } from "./testing/asking.ts";
import { operationOf, resolve } from "./testing/documented.ts";
import { SPECS } from "./testing/endpoints.ts";
import { fromSchema } from "./testing/from-schema.ts";
import { makeKnown } from "./testing/know.ts";
import { asOwner, known } from "./testing/spec.ts";
import { nastyText, nastyValue } from "./testing/strangers.ts";

/**
 * Every operation against requests made from the document's own words, right ones and damaged ones, from a stranger, a
 * guest and the organization's owner: whatever the answer is, the document declares it, and it is never a fault.
 */
aDatabase();
aShop();
process.env.RATE_LIMIT_SCALE = "10000";

const RUNS = 25;
const endpoints = [...ENDPOINTS.values()];

beforeAll(() => makeKnown(endpoints));

describe.each(endpoints)("$name", (endpoint) => {
  const operation = operationOf(endpoint) as JsonObject & {
    parameters?: JsonObject[];
    requestBody?: { content: { "application/json": { schema: JsonObject } } };
  };
  const parameters = (operation.parameters ?? []).map(resolve) as { name: string; in: string; schema: JsonObject }[];
  const schema = operation.requestBody?.content["application/json"].schema;

  /** An owner for this endpoint alone, whom nothing that another endpoint did has changed. */
  const ownerOf = async () => signedInAs((await aMember(known.organization, "OWNER")).userId);

  const bodies = schema
    ? fc.oneof(
        { weight: 3, arbitrary: fromSchema(schema) },
        { weight: 2, arbitrary: damaged(fromSchema(schema)) },
        { weight: 1, arbitrary: nastyValue },
      )
    : fc.constant(undefined);
  const query = fc.record(
    Object.fromEntries(
      parameters
        .filter((each) => each.in === "query")
        .map(({ name, schema: each }) => [
          name,
          fc.oneof({ weight: 4, arbitrary: fromSchema(each).map(String) }, { weight: 1, arbitrary: nastyText }),
        ]),
    ),
    { requiredKeys: [] },
  );
  const paths = fc.record(
    Object.fromEntries(
      Array.from(endpoint.name.matchAll(/\[(\w+)\]/g), ([, name = ""], index) => {
        const { schema: each = {} } = parameters.filter(({ in: place }) => place === "path")[index] ?? {};
        return [name, fromSchema(each).map(String)];
      }),
    ),
  );
  const requests = fc.record({
    isRightPath: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
    path: paths,
    query,
    body: bodies,
    who: fc.constantFrom("stranger", "guest", "owner"),
    isKeyed: fc.boolean(),
  });

  test("the example that the document shows is taken as it stands", async () => {
    const { example } = endpoint.handler.spec.operation ?? {};
    if (!example) return;
    const headers: Record<string, string> = { ...SPECS[endpoint.name]?.headers?.(), ...(await ownerOf()) };
    delete headers.authorization;
    const response = await askDocumented(endpoint, {
      params: SPECS[endpoint.name]?.params?.() ?? {},
      query: `?${new URLSearchParams(example.query)}`,
      headers,
      body: example.body,
    });
    expect([413, 415]).not.toContain(response.status);
  });

  test("gives declared answers to requests that fit or nearly fit its contract", async () => {
    const owner = await ownerOf();
    await fc.assert(
      fc.asyncProperty(requests, async (given) => {
        const headers: Record<string, string> = { ...SPECS[endpoint.name]?.headers?.() };
        if (given.who === "guest") Object.assign(headers, asOwner());
        if (given.who === "owner") {
          delete headers.authorization;
          Object.assign(headers, owner);
        }
        if (given.isKeyed) headers["idempotency-key"] = uuidv7();
        const search = new URLSearchParams(given.query as Record<string, string>).toString().slice(0, 8_000);
        const sent: Asked = {
          params: given.isRightPath ? (SPECS[endpoint.name]?.params?.() ?? {}) : given.path,
          query: search ? `?${search}` : "",
          headers,
          ...(given.body === undefined ? {} : { body: given.body }),
        };
        await askDocumented(endpoint, sent, 499);
      }),
      { numRuns: RUNS },
    );
  });
});

/** The same with one field gone, one more, or one of another kind. */
function damaged(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(right, fc.nat(), fc.constantFrom("without", "with", "wrong"), nastyValue)
    .map(([value, at, how, nasty]) => {
      if (typeof value !== "object" || value === null) return nasty;
      const names = Object.keys(value);
      const name = names[at % Math.max(names.length, 1)] ?? "unknown";
      if (how === "with") return { ...value, unknown: nasty };
      const { [name]: _, ...rest } = value as Record<string, unknown>;
      return how === "without" ? rest : { ...rest, [name]: nasty };
    });
}
