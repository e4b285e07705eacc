import { z } from "zod";
import { pictureHash, pictureQuery } from "#lib/catalog/pictures/picture-contract";
import { findPictureBytes } from "#lib/catalog/pictures/queries";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { limitTo } from "#lib/protection/limits";

/** A picture that an organizer uploaded, under the hash of its bytes. */
export const GET = endpoint(
  {
    route: "/pictures/{hash}",
    authority: anyone,
    limit: limitTo("watch"),
    params: z.object({ hash: pictureHash }),
    query: pictureQuery,
  },
  async ({ params, query }) => {
    const bytes = await findPictureBytes(params.hash, {
      ...(query.w === undefined ? {} : { width: Number(query.w) }),
      ...(query.as === undefined ? {} : { type: query.as }),
    });
    if (!bytes) return refuse("not_found");
    return new Response(bytes, {
      headers: {
        "content-type": query.as === "jpeg" ? "image/jpeg" : "image/webp",
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'",
      },
    });
  },
);
