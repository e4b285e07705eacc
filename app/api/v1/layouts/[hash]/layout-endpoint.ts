import { z } from "zod";
import { anyone } from "#lib/organizations/authority";
import { endpoint, type Handler } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { limitTo } from "#lib/protection/limits";
import { hallLayout } from "#lib/seating/answer-contract";
import { packedGeometry } from "#lib/seating/packed-geometry";

/**
 * A hall's geometry, immutable under its hash: a browser asks for it once in its life. `packed` answers in the encoding
 * that the reader takes; Next drops the content-encoding header of its handlers (16.4), so mounted there it must be `plain`.
 */
export function layoutEndpoint(body: "packed" | "plain"): Handler {
  return endpoint(
    {
      route: "/api/v1/layouts/{hash}",
      authority: anyone,
      limit: limitTo("browse"),
      params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
      operation: {
        summary: "Read a hall's geometry",
        description: "Immutable under its hash, which an event names as `layout_hash`: keep it for ever.",
        tag: "Seats",
        answers: { 200: { description: "The hall.", body: hallLayout } },
        example: {},
      },
    },
    async ({ params, request }) => {
      const accepted = body === "packed" ? (request.headers.get("accept-encoding") ?? "") : "";
      const packed = await packedGeometry(params.hash, accepted);
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
}
