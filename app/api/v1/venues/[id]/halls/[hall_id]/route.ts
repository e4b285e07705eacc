import { changeHall } from "#lib/catalog/halls/change-hall";
import { hallChangeBody, hallParams, hallWire } from "#lib/catalog/halls/hall-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Renames a hall, archives it or brings it back. */
export const PATCH = endpoint(
  {
    route: "/api/v1/venues/{id}/halls/{hall_id}",
    authority: staff("venue.write"),
    limit: limitTo("manage"),
    params: hallParams,
    body: hallChangeBody,
    operation: {
      summary: "Change a hall",
      description:
        "Renames it, archives it or brings it back. No new event takes an archived hall; events that have it keep it. `revision` is that of the hall the change was made on: if someone else changed it since, nothing is written, and the answer says what they changed.",
      tag: "Venues",
      answers: { 200: { description: "The hall as it is now.", body: hallWire } },
      refuses: ["not_found", "forbidden", "hall_edited", "hall_name_taken"],
      example: { body: { name: "Great hall", revision: 1 } },
    },
  },
  async ({ who, params, body }) => {
    const changed = await changeHall(who, { venueId: params.id, hallId: params.hall_id }, body);
    return changed.ok ? json(changed.hall) : changed;
  },
);
