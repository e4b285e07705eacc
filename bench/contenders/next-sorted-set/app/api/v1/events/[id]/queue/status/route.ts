import { Redis } from "ioredis";

/**
 * Contender (a): the place in a queue as it is usually read, a Next route that looks each caller up in a sorted set. The cookie is taken as it
 * comes; a product would verify it.
 */
const redis = new Redis(process.env.REDIS_URL ?? "");

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const key = /fairseat_guest=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? "";
  const rank = await redis.zrank(`queue:${id}`, key);
  return Response.json({ event_id: Number(id), queue_position: rank }, { headers: { "cache-control": "no-store" } });
}
