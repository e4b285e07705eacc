import { z } from "zod";
import { staff } from "#lib/organizations/authority";
import { download } from "#lib/platform/http/download";
import { endpoint } from "#lib/platform/http/endpoint";
import { positiveIntText, uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { EXPORT_TYPES, exportQuery } from "#lib/seating/drafts/export-contract";
import { exportVersion } from "#lib/seating/drafts/export-hall";

/** A published version of a hall as a file. */
export const GET = endpoint(
  {
    route: "/api/v1/venues/{id}/halls/{hall_id}/export",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: z.object({ id: positiveIntText, hall_id: uuid }),
    query: exportQuery.extend({
      version: positiveIntText.optional().meta({ description: "Its newest version when absent." }),
    }),
    operation: {
      summary: "Export a hall",
      description:
        "A published version as a pretix seating plan, a list of seats, a drawing, or a PDF for the wall. All but the PDF import as the same layout.",
      tag: "Venues",
      answers: { 200: { description: "The file.", type: EXPORT_TYPES } },
      refuses: ["not_found", "forbidden"],
      example: { query: { format: "csv" } },
    },
  },
  async ({ who, params, query }) => {
    const asked = { venueId: params.id, hallId: params.hall_id, version: query.version };
    const made = await exportVersion(who, asked, query.format);
    return made.ok ? download(made.file) : made;
  },
);
