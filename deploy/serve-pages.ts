import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { withApology } from "./out-of-order.ts";

/** Next's handler as a listener that no request can crash: a malformed request fails alone. */
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

/** Whether the target is a path with valid UTF-8 escapes and the host is valid. Next would answer 500 for anything else. */
function isSensible({ url = "", headers }: IncomingMessage): boolean {
  if (!/^(\/|https?:\/\/[^/])/i.test(url) || !/^[\w.:[\]-]*$/.test(headers.host ?? "")) return false;
  try {
    return decodeURIComponent(url.split("?", 1)[0] ?? "") !== "";
  } catch {
    return false;
  }
}

/** Other methods, such as TRACE, make the web-standard Request throw. */
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
