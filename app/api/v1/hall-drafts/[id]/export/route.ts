import { staff } from "#lib/organizations/authority";
import { download } from "#lib/platform/http/download";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";
import { draftParams } from "#lib/seating/drafts/draft-contract";
import { EXPORT_TYPES, exportQuery } from "#lib/seating/drafts/export-contract";
import { exportDraft } from "#lib/seating/drafts/export-hall";

/** A draft as a file. */
export const GET = endpoint(
  {
    route: "/api/v1/hall-drafts/{id}/export",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: draftParams,
    query: exportQuery,
    operation: {
      summary: "Export a draft",
      description: "As it was last saved: a pretix seating plan, a list of seats, a drawing, or a PDF for the wall.",
      tag: "Venues",
      answers: { 200: { description: "The file.", type: EXPORT_TYPES } },
      refuses: ["not_found", "forbidden"],
      example: { query: { format: "csv" } },
    },
  },
  async ({ who, params, query }) => {
    const made = await exportDraft(who, params.id, query.format);
    return made.ok ? download(made.file) : made;
  },
);
