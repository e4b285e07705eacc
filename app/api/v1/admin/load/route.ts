import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { loadWire } from "#lib/protection/load/contract";
import { readLoadHere } from "#lib/protection/load/read-load-here";

/** The load of the process that answers, and what it does without. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/load",
    authority: administrator,
    limit: limitTo("manage"),
    operation: {
      summary: "Read the load and the steps of degradation",
      description:
        "Each process measures itself, so of several behind one address each answer is of the one that gave it. The switches are the same for all.",
      tag: "Administration",
      answers: { 200: { description: "The readings, the level and the steps.", body: loadWire } },
      example: {},
    },
  },
  async () => json(readLoadHere()),
);
