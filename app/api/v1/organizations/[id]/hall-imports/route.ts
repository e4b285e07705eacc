import { staff } from "#lib/organizations/authority";
import { organizationParams } from "#lib/organizations/contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { hallImport, importQuery } from "#lib/seating/import/import-contract";
import { importHall } from "#lib/seating/import/import-hall";

/** Reads a file as the plan of a hall. */
export const POST = endpoint(
  {
    route: "/api/v1/organizations/{id}/hall-imports",
    authority: staff("venue.write"),
    limit: limitTo("manage"),
    params: organizationParams,
    query: importQuery,
    operation: {
      summary: "Read a file as the plan of a hall",
      description:
        "The body is the file itself, at most 50 MB: a pretix seating plan, a list of seats (CSV, `.xlsx`) or an SVG drawing, known by its content. Nothing is kept; send the plan to `POST /api/v1/venues/{id}/hall-drafts` to go on with it.",
      tag: "Venues",
      answers: { 200: { description: "The plan, and what was normalised.", body: hallImport } },
      refuses: ["not_found", "forbidden", "payload_too_large", "invalid_file", "import_busy"],
      example: { query: { file_name: "teatro.csv" } },
    },
  },
  async ({ who, params, query, request }) => {
    const read = await importHall(who, params.id, { request, fileName: query.file_name, options: query.options });
    return read.ok ? json(read.hall) : read;
  },
);
