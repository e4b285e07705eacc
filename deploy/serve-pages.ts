import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { withApology } from "./out-of-order.ts";

/** Next's handler as a listener that no request can bring down: what nobody can make sense of costs its own connection. */
export function servePages(
  pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): RequestListener {
  const answer = withApology(pages);
  return (request, response) => {
    if (!METHODS.has(request.method ?? "")) return refuseMethod(response);
    if (!isSensible(request)) return giveUp(response);
    answer(request, response).catch(() => giveUp(response));
  };
}

/** What Next would take for a fault of its own: a target that is no path, or one whose escapes are no UTF-8; a host that is none. */
function isSensible({ url = "", headers }: IncomingMessage): boolean {
  if (!/^(\/|https?:\/\/[^/])/i.test(url) || !/^[\w.:[\]-]*$/.test(headers.host ?? "")) return false;
  try {
    return decodeURIComponent(url.split("?", 1)[0] ?? "") !== "";
  } catch {
    return false;
  }
}

/** The web's Request refuses TRACE and the like by throwing. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

function refuseMethod(response: ServerResponse): void {
  const body = { error: "method_not_allowed", message: "This method is not supported here." };
  response.writeHead(405, { "content-type": "application/json", allow: [...METHODS].join(", "), connection: "close" });
  response.end(JSON.stringify(body));
}

function giveUp(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  const body = { error: "invalid_request", message: "The request is not valid.", fields: [] };
  response.writeHead(400, { "content-type": "application/json", connection: "close" }).end(JSON.stringify(body));
}
