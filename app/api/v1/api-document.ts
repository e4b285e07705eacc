import { z } from "zod";
import { anyone } from "#lib/organizations/authority";
import type { EndpointSpec } from "#lib/platform/http/endpoint-spec";
import { type DocumentedEndpoint, openApiDocument } from "#lib/platform/http/openapi/document";
import type { JsonObject } from "#lib/platform/http/openapi/schema";
import { limitTo } from "#lib/protection/limits";
import { API_INFO } from "./api-info.ts";
import { OPERATIONS } from "./operations.ts";

/** The endpoint of the document, which stands in the document itself. */
export const DOCUMENT_SPEC: EndpointSpec<undefined, undefined, undefined, undefined> = {
  route: "/api/v1/openapi.json",
  authority: anyone,
  limit: limitTo("browse"),
  operation: {
    summary: "Read this document",
    tag: "Operation",
    answers: {
      200: {
        description: "OpenAPI 3.1.",
        body: z.looseObject({ openapi: z.string() }),
        headers: { ETag: "Its content." },
      },
      304: { description: "It is the one you have.", headers: { ETag: "Its content." } },
    },
    example: {},
  },
};

/** The document of the whole API, made from its endpoints, in the order of its tags. */
export function apiDocument(): JsonObject {
  const endpoints = [...OPERATIONS, { method: "GET", spec: DOCUMENT_SPEC }];
  const places = API_INFO.tags.map(({ name }) => name);
  const placeOf = ({ spec }: DocumentedEndpoint) => places.indexOf(spec.operation?.tag ?? "");
  return openApiDocument(
    API_INFO,
    endpoints.toSorted((a, b) => placeOf(a) - placeOf(b)),
  );
}
