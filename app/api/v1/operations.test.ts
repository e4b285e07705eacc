import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import type { Handler } from "#lib/platform/http/endpoint";
import type { JsonObject } from "#lib/platform/http/openapi/schema";
import { apiDocument } from "./api-document.ts";

const app = new URL("../../", import.meta.url).pathname;

/** next-auth's own endpoints, which are not part of the API. */
const NOT_OURS = /^api\/auth\//;

const routes = ["api", ".well-known"].flatMap((folder) =>
  readdirSync(join(app, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)route\.ts$/.test(file))
    .map((file) => `${folder}/${file}`)
    .filter((file) => !NOT_OURS.test(file)),
);

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const endpoints = (
  await Promise.all(
    routes.map(async (file) => {
      const exported = (await import(join(app, file))) as Partial<Record<string, Handler>>;
      return METHODS.flatMap((method) => {
        const handler = exported[method];
        return handler ? [{ name: `${method} /${dirname(file)}`, method, handler }] : [];
      });
    }),
  )
).flat();

const document = apiDocument() as JsonObject & { paths: Record<string, Record<string, JsonObject>> };
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
);

/** `/api/v1/events/[id]` and `/api/v1/events/{id}` are one: a route may give its parameter a better name. */
const shapeOf = (name: string) => name.replaceAll(/\[[^\]]+\]|\{[^}]+\}/g, "{}");

test("every endpoint that the file system has is in the document, and nothing else", () => {
  expect(operations.map(({ name }) => shapeOf(name)).sort()).toEqual(endpoints.map(({ name }) => shapeOf(name)).sort());
});

describe.each(endpoints)("$name", ({ name, handler }) => {
  test("declares its authority and its operation, under its own path", () => {
    expect(handler.spec?.authority.name, "authority").toMatch(
      /^(anyone|buyer|signed_in|scheduler|operator|administrator|staff:.+)$/,
    );
    expect(handler.spec.operation?.summary, "operation").toMatch(/^[A-Z].*[^.]$/);
    expect(shapeOf(name).endsWith(shapeOf(handler.spec.route)), handler.spec.route).toBe(true);
  });

  test("shows an example wherever it takes a body", () => {
    if (handler.spec.body) expect(handler.spec.operation?.example?.body).toBeDefined();
  });

  test("shows an example that its own contract takes", () => {
    const { example } = handler.spec.operation ?? {};
    if (example?.body !== undefined) expect(handler.spec.body?.safeParse(example.body).error).toBeUndefined();
    if (example?.query) expect(handler.spec.query?.safeParse(example.query).error).toBeUndefined();
  });
});

test("the document is one by the rules of OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(
    structuredClone(document) as unknown as Record<string, string>,
  );
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test("each operation has a name of its own and a tag that is described", () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = (document.tags as { name: string }[]).map(({ name }) => name);
  for (const { operation } of operations) expect(tags).toContain((operation.tags as string[])[0]);
});

test("every reference in it leads to something", () => {
  const text = JSON.stringify(document);
  for (const [, path = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = path.split("/").reduce<unknown>((each, key) => (each as Record<string, unknown>)?.[key], document);
    expect(found, path).toBeDefined();
  }
});
