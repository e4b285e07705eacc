import { z } from "zod";
import { anyone } from "#lib/accounts/authority";
import type { DoorSpec } from "#lib/platform/door-spec";
import { type DocumentedDoor, openApiDocument } from "#lib/platform/openapi";
import type { JsonObject } from "#lib/platform/openapi-schema";
import { limitTo } from "#lib/protection/limits";
import { API_INFO } from "./api-info.ts";
import { OPERATIONS } from "./operations.ts";

/** The door of the document, which stands in the document itself. */
export const DOCUMENT_SPEC: DoorSpec<undefined, undefined, undefined, undefined> = {
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

/** The document of the whole API, made from its doors, in the order of its tags. */
export function apiDocument(): JsonObject {
  const doors = [...OPERATIONS, { method: "GET", spec: DOCUMENT_SPEC }];
  const places = API_INFO.tags.map(({ name }) => name);
  const placeOf = ({ spec }: DocumentedDoor) => places.indexOf(spec.operation?.tag ?? "");
  return openApiDocument(
    API_INFO,
    doors.toSorted((a, b) => placeOf(a) - placeOf(b)),
  );
}
