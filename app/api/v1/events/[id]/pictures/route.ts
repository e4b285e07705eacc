import { changeEventPictures } from "#lib/catalog/change-event-pictures";
import { eventPicturesAnswer, eventPicturesBody } from "#lib/catalog/pictures/event-picture-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** Sets the pictures of an event. */
export const PUT = endpoint(
  {
    route: "/api/v1/events/{id}/pictures",
    authority: staff("event.write"),
    limit: limitTo("manage"),
    params: eventParams,
    body: eventPicturesBody,
    operation: {
      summary: "Set the pictures of an event",
      description:
        "Upload each to its organization first. The first is the event's poster and the picture of shared links; without pictures a poster is drawn. Where a picture is cut, its focal point stays visible.",
      tag: "Events",
      answers: { 200: { description: "The pictures with their sides.", body: eventPicturesAnswer } },
      refuses: ["not_found", "forbidden", "event_edited"],
      example: { body: { pictures: [] } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const changed = await changeEventPictures(who, id, body);
    if (!changed.ok) return changed;
    return json({ revision: changed.revision, pictures: changed.pictures });
  },
);
