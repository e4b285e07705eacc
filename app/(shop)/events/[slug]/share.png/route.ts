import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { findEvent } from "#lib/catalog/find-event";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { shareSvg } from "../../../../../components/catalog/poster/share-svg.ts";
import { dateText, posterParts } from "../../../../../components/ui/date-text.ts";
import { drawPicture } from "./draw-picture.tsx";

/**
 * The picture of a shared link. A route and not Next's `opengraph-image` file, whose address carries a digest: this one
 * is named in the structured data as well. Its words are paths already, so nothing is fetched to draw it.
 */
export const GET = endpoint(
  {
    route: "/events/{slug}/share.png",
    authority: anyone,
    limit: limitTo("browse"),
    params: z.object({ slug: text(200) }),
  },
  async ({ params }) => {
    const event = await findEvent({ slug: params.slug });
    if (!event) return refuse("not_found");
    const [t, brand, locale] = await Promise.all([getTranslations("event"), getTranslations("common"), getLocale()]);
    const { startsAt, timeZone, venueName, city } = event;
    const svg = shareSvg(event, {
      ...posterParts(startsAt, timeZone, locale),
      place: t("place", { venue: venueName, city }),
      note: `${dateText(startsAt, { timeZone, style: "time", locale })}  ·  ${brand("brand")}`,
    });
    return new Response(await drawPicture(svg), {
      headers: { "content-type": "image/png", "cache-control": "public, max-age=3600" },
    });
  },
);
