import { z } from "zod";
import { briefly } from "#lib/catalog/briefly";
import { findEvent } from "#lib/catalog/find-event";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { posterSvg } from "../../../components/catalog/poster/poster-svg.ts";
import { posterMark } from "../../../components/catalog/poster/poster-url.ts";

const FOR_EVER = "public, max-age=31536000, immutable";
const KEPT_MS = 3_600_000;
const FOR_NOW = "public, max-age=300";

/** An event's poster. Under its mark it never changes; under another one it is today's poster, for some minutes. */
export const GET = endpoint(
  {
    route: "/posters/{slug}",
    authority: anyone,
    // A page of events shows dozens of them.
    limit: limitTo("watch"),
    params: z.object({ slug: text(200) }),
    query: z.object({ v: text(20).optional() }),
  },
  async ({ params, query }) => {
    const event = await findEvent({ slug: params.slug });
    if (!event) return refuse("not_found");
    const mark = posterMark(event);
    const svg = await briefly(`poster ${event.slug} ${mark}`, KEPT_MS, async () => posterSvg(event));
    return new Response(svg, {
      headers: {
        "content-type": "image/svg+xml; charset=utf-8",
        "cache-control": query.v === mark ? FOR_EVER : FOR_NOW,
        // Opened directly, the SVG is a document, which may draw and nothing else.
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      },
    });
  },
);
