import type { IncomingMessage, ServerResponse } from "node:http";
import { hasDatabaseRefusedSince, isDatabaseAway } from "#lib/platform/db/database-watch";
import { plainSecurityHeaders } from "#lib/platform/http/page-policy";
import en from "../app/messages/en/errors.json" with { type: "json" };
import es from "../app/messages/es/errors.json" with { type: "json" };
import { plainPages } from "./plain-page.ts";

/**
 * Answers in place of Next's pages while the database is away or refuses work: 503 with a self-contained page that explains it and reloads
 * when the server is back. Next alone would answer 500 and, without JavaScript, an empty page.
 */
export function withApology(pages: Pages): Pages {
  return async (request, response) => {
    if (!asksForPage(request)) return pages(request, response);
    if (isDatabaseAway() && !isEventPage(request)) return apologize(request, response);
    // The request that discovers the outage is already with Next: its 500 is replaced by the same page.
    const cameAt = performance.now();
    intercept(response, {
      isDue: () => isDatabaseAway() || hasDatabaseRefusedSince(cameAt),
      instead: () => apologize(request, response),
    });
    return pages(request, response);
  };
}

/** Event pages are shown from memory where this process has shown them before (lib/platform/fresh-or-known.ts). */
function isEventPage({ url = "" }: IncomingMessage): boolean {
  return /^\/events\/[^/?]+(\?|$)/.test(url);
}

type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const RETRY_SECONDS = 5;

function asksForPage({ method, url = "", headers }: IncomingMessage): boolean {
  return method === "GET" && /text\/html/.test(headers.accept ?? "") && !/^\/(api|_next|health)\//.test(url);
}

const SECURITY = plainSecurityHeaders(true);

function intercept(response: ServerResponse, { isDue, instead }: { isDue: () => boolean; instead: () => void }): void {
  const own = { writeHead: response.writeHead, write: response.write, end: response.end };
  let isReplaced = false;
  const wrap = (name: keyof typeof own, done: unknown) => {
    return (...args: unknown[]) => {
      if (isReplaced) return done;
      const status = name === "writeHead" ? args[0] : response.statusCode;
      if (status !== 500 || response.headersSent || !isDue()) return Reflect.apply(own[name], response, args);
      Object.assign(response, own);
      for (const header of response.getHeaderNames()) if (!(header in SECURITY)) response.removeHeader(header);
      instead();
      isReplaced = true;
      // Discards Next's further output.
      Object.assign(response, { writeHead: () => response, write: () => true, end: () => response });
      return done;
    };
  };
  Object.assign(response, {
    writeHead: wrap("writeHead", response),
    write: wrap("write", true),
    end: wrap("end", response),
  });
}

function apologize(request: IncomingMessage, response: ServerResponse): void {
  answer(request, response, { status: 503, retryAfterSeconds: RETRY_SECONDS });
}

const words = ({ brokenTitle: title, brokenText: text, tryAgain }: typeof en) => ({ title, text, tryAgain });

const answer = plainPages({
  words: { en: words(en), es: words(es) },
  script: `setInterval(() => fetch("/api/health/ready", { cache: "no-store" }).then((answer) => answer.ok && location.reload(), () => {}), ${RETRY_SECONDS * 1_000})`,
});
