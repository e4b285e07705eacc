import type { IncomingMessage, ServerResponse } from "node:http";
import { namedAddress } from "#lib/platform/http/client-address";
import { limitTo } from "#lib/protection/limits";
import en from "../app/messages/en/errors.json" with { type: "json" };
import es from "../app/messages/es/errors.json" with { type: "json" };
import { plainPages } from "./plain-page.ts";

type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Counts the pages that Next renders, each worth some milliseconds of the processor, against the limit of their address before
 * Next hears of them. A reader over the limit gets a page of their own language that says so. What has a limit of its own
 * (endpoints, actions, pictures) and what costs nothing (built files) passes.
 */
export function withPageLimit(pages: Pages): Pages {
  const limit = limitTo("page");
  return async (request, response) => {
    if (!isRendered(request)) return pages(request, response);
    const passing = { actor: undefined, address: namedAddress(request.headers), params: undefined };
    const { refusal } = await limit.take(passing);
    if (!refusal) return pages(request, response);
    tooMany(request, response, { status: 429, retryAfterSeconds: refusal.retry_after_seconds ?? 5 });
  };
}

function isRendered({ method, url = "" }: IncomingMessage): boolean {
  return (
    (method === "GET" || method === "HEAD") &&
    !/^\/(api|_next\/static|_next\/image|health|posters|pictures|\.well-known)\//.test(url)
  );
}

const words = ({ tooManyTitle: title, tooManyText: text, tryAgain }: typeof en) => ({ title, text, tryAgain });
const tooMany = plainPages({ words: { en: words(en), es: words(es) } });
