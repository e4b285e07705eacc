import { z } from "zod";
import { door } from "#lib/platform/http";
import { refuse } from "#lib/platform/refusals";
import { packedGeometry } from "#lib/seating/packed-geometry";

/** A hall's geometry, immutable under its hash: a browser asks for it once in its life. */
export const GET = door(
  { route: "/api/v1/layouts/{hash}", params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }) },
  async ({ params, request }) => {
    const packed = await packedGeometry(params.hash, request.headers.get("accept-encoding") ?? "");
    if (!packed) return refuse("not_found");
    const headers: Record<string, string> = {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
    };
    if (packed.encoding) headers["content-encoding"] = packed.encoding;
    return new Response(packed.bytes, { headers });
  },
);
