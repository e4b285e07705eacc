import { z } from "zod";
import { addPicture } from "#lib/catalog/pictures/add-picture";
import { pictureWire } from "#lib/catalog/pictures/picture-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { readBytes } from "#lib/platform/http/read-body";
import { json } from "#lib/platform/http/response";
import { uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";

/** Uploads a picture. */
export const POST = endpoint(
  {
    route: "/api/v1/organizations/{id}/pictures",
    authority: staff("venue.write"),
    limit: limitTo("upload"),
    params: z.object({ id: uuid }),
    operation: {
      summary: "Upload a picture",
      description:
        "The body is the file itself: a PNG, JPEG or WebP of at most 20 MB and 50 million pixels. It is encoded again without its metadata, at most 4,096 pixels a side.",
      tag: "Venues",
      answers: { 201: { description: "The picture.", body: pictureWire } },
      refuses: ["not_found", "forbidden", "payload_too_large", "invalid_picture"],
    },
  },
  async ({ request, who, params }) => {
    const added = await addPicture(who, params.id, (limit) => readBytes(request, limit));
    return added.ok ? json(added.picture, { status: 201, headers: { location: added.picture.url } }) : added;
  },
);
