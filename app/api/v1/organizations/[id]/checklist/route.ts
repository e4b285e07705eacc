import { checklistWire } from "#lib/analytics/checklist-contract";
import { hideChecklist, readChecklist } from "#lib/analytics/read-checklist";
import { staff } from "#lib/organizations/authority";
import { organizationParams } from "#lib/organizations/contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/organizations/{id}/checklist",
  authority: staff("organization.manage"),
  limit: limitTo("manage"),
  params: organizationParams,
};

/** What is missing until the first sale. */
export const GET = endpoint(
  {
    ...spec,
    operation: {
      summary: "Read what is missing until the first sale",
      description: "Computed from what there is, in the order of doing it.",
      tag: "Organizations",
      answers: { 200: { description: "The steps.", body: checklistWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const read = await readChecklist(who, params.id);
    return read.ok ? json(read.checklist) : read;
  },
);

/** Hides it from the dashboard. */
export const DELETE = endpoint(
  {
    ...spec,
    operation: {
      summary: "Hide the checklist",
      description: "From the dashboard, once all but the first sale is done.",
      tag: "Organizations",
      answers: { 204: { description: "It is hidden." } },
      refuses: ["not_found", "forbidden", "checklist_incomplete"],
    },
  },
  async ({ who, params }) => {
    const hidden = await hideChecklist(who, params.id);
    return hidden.ok ? new Response(null, { status: 204 }) : hidden;
  },
);
