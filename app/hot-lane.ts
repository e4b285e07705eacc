import type { RequestListener, ServerResponse } from "node:http";
import { NodeRequest, sendNodeResponse } from "srvx/node";
import { nameClient } from "#lib/platform/http/client-address";
import type { Handler } from "#lib/platform/http/endpoint";
import { textOf } from "#lib/platform/http/response";
import * as liveness from "./api/health/live/route.ts";
import * as readiness from "./api/health/ready/route.ts";
import * as availability from "./api/v1/events/[id]/availability/route.ts";
import * as challenges from "./api/v1/events/[id]/challenges/route.ts";
import * as solutions from "./api/v1/events/[id]/challenges/solutions/route.ts";
import * as queueClaim from "./api/v1/events/[id]/queue/claim/route.ts";
import * as queue from "./api/v1/events/[id]/queue/route.ts";
import * as queueStatus from "./api/v1/events/[id]/queue/status/route.ts";
import * as reservations from "./api/v1/events/[id]/reservations/route.ts";
import * as stream from "./api/v1/events/[id]/stream/route.ts";
import { layoutEndpoint } from "./api/v1/layouts/[hash]/layout-endpoint.ts";
import { keepShared, sendShared } from "./shared-answers.ts";

/** A listener of Node's plain server that answers the hot lane's requests itself and gives all others to `pages`. */
export function withHotLane(pages: RequestListener): RequestListener {
  return (request, response) => {
    const { method = "", url = "" } = request;
    if (method === "GET" && sendShared(response, url)) return undefined;
    nameClient(request.headers, request.socket.remoteAddress);
    const hot = hotHandler(method, url);
    if (!hot) return pages(request, response);
    hot(new NodeRequest({ req: request, res: response }))
      .then((answer) => {
        if (method === "GET" && SHARED.test(url)) share(answer, url);
        return send(response, answer);
      })
      .catch(() => response.destroy());
    return undefined;
  };
}

/** The answers of one route that are the same for all: people who wait ask for nothing else. A target with a query is another question. */
const SHARED = /^\/api\/v1\/events\/\d{1,9}\/queue\/status$/;

function share(answer: Response, target: string): void {
  const text = textOf(answer);
  if (text !== undefined) keepShared(answer, { target, route: queueStatus.GET.spec.route, text });
}

/** A JSON answer goes out with its head in one write: a body read from a stream costs four, most of a small answer's price. */
function send(response: ServerResponse, answer: Response): Promise<void> | undefined {
  const text = textOf(answer);
  if (text === undefined) return sendNodeResponse(response, answer);
  const head: string[] = ["content-length", String(Buffer.byteLength(text))];
  for (const [name, value] of answer.headers) head.push(name, value);
  response.writeHead(answer.status, head).end(text);
  return undefined;
}

/**
 * The endpoints of a rush, mounted on the plain server without Next: the same functions that Next mounts, at a fraction of the
 * cost. Takes the raw method and target of the request line; answers undefined for every request that belongs to Next.
 */
export function hotHandler(method: string, url: string): ((request: Request) => Promise<Response>) | undefined {
  const [path = ""] = url.split("?", 1);
  for (const { pattern, route } of HOT_ROUTES) {
    const match = pattern.exec(path);
    const handler = match && Object.hasOwn(route, method) ? route[method] : undefined;
    if (match && handler) return (request) => handler(request, { params: Promise.resolve({ ...match.groups }) });
  }
  return undefined;
}

const HOT_ROUTES: { pattern: RegExp; route: Record<string, Handler> }[] = [
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/reservations$/, route: { POST: reservations.POST } },
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/availability$/, route: { GET: availability.GET } },
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/stream$/, route: { GET: stream.GET } },
  {
    pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/queue$/,
    route: { GET: queue.GET, POST: queue.POST, DELETE: queue.DELETE },
  },
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/queue\/status$/, route: { GET: queueStatus.GET } },
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/queue\/claim$/, route: { POST: queueClaim.POST } },
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/challenges$/, route: { POST: challenges.POST } },
  { pattern: /^\/api\/v1\/events\/(?<id>[^/]+)\/challenges\/solutions$/, route: { POST: solutions.POST } },
  { pattern: /^\/api\/v1\/layouts\/(?<hash>[^/]+)$/, route: { GET: layoutEndpoint("packed") } },
  { pattern: /^(\/api)?\/health\/live$/, route: { GET: liveness.GET } },
  { pattern: /^(\/api)?\/health\/ready$/, route: { GET: readiness.GET } },
];
