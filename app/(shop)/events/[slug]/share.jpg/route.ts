import { z } from "zod";
import { briefly } from "#lib/catalog/briefly";
import { findEvent } from "#lib/catalog/find-event";
import { shareJpeg } from "#lib/catalog/pictures/share-jpeg";
import { shareMark } from "#lib/catalog/pictures/share-path";
import { anyone } from "#lib/organizations/authority";
import { inBulkhead } from "#lib/platform/bulkhead";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";

const FOR_EVER = "public, max-age=31536000, immutable";
const KEPT_MS = 3_600_000;
const FOR_NOW = "public, max-age=300";

/** The picture of a shared link, cut from the event's first picture. Under its mark it never changes. */
export const GET = endpoint(
  {
    route: "/events/{slug}/share.jpg",
    authority: anyone,
    limit: limitTo("browse"),
    params: z.object({ slug: text(200) }),
    query: z.object({ v: text(30).optional() }),
  },
  async ({ params, query }) => {
    const picture = (await findEvent({ slug: params.slug }))?.picture;
    if (!picture) return refuse("not_found");
    const mark = shareMark(picture);
    const jpeg = await briefly(`share ${mark}`, KEPT_MS, () => inBulkhead("picture", () => shareJpeg(picture)));
    if (!jpeg) return refuse("not_found");
    return new Response(jpeg, {
      headers: {
        "content-type": "image/jpeg",
        "cache-control": query.v === mark ? FOR_EVER : FOR_NOW,
        "x-content-type-options": "nosniff",
      },
    });
  },
);
