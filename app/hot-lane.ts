import type { Handler } from "#lib/platform/http";
import * as liveness from "./api/health/live/route.ts";
import * as readiness from "./api/health/ready/route.ts";
import * as availability from "./api/v1/events/[id]/availability/route.ts";
import * as reservations from "./api/v1/events/[id]/reservations/route.ts";
import * as stream from "./api/v1/events/[id]/stream/route.ts";
import { layoutDoor } from "./api/v1/layouts/[hash]/layout-door.ts";

/**
 * The doors a rush goes through, mounted on the plain server past Next: the very functions that Next mounts, at a
 * fraction of the cost. Answers undefined for every request that is Next's.
 */
export function hotHandler(request: Request): (() => Promise<Response>) | undefined {
  const { pathname } = new URL(request.url);
  for (const { pattern, route } of HOT_ROUTES) {
    const match = pattern.exec(pathname);
    const handler = match && route[request.method];
    if (handler) return () => handler(request, { params: Promise.resolve({ ...match.groups }) });
  }
  return undefined;
}

const HOT_ROUTES: { pattern: RegExp; route: Record<string, Handler> }[] = [
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/reservations$/, route: { POST: reservations.POST } },
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/availability$/, route: { GET: availability.GET } },
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/stream$/, route: { GET: stream.GET } },
  { pattern: /^\/api\/v1\/layouts\/(?<hash>[^/]+)$/, route: { GET: layoutDoor("packed") } },
  { pattern: /^(\/api)?\/health\/live$/, route: { GET: liveness.GET } },
  { pattern: /^(\/api)?\/health\/ready$/, route: { GET: readiness.GET } },
];
