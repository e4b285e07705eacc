import type { IncomingMessage, ServerResponse } from "node:http";
import { hasDatabaseRefusedSince, isDatabaseAway } from "#lib/platform/db/database-watch";
import { env } from "#lib/platform/env";
import { contentSecurityPolicy, inlineHashes, plainSecurityHeaders } from "#lib/platform/http/page-policy";
import en from "../app/messages/en/errors.json" with { type: "json" };
import es from "../app/messages/es/errors.json" with { type: "json" };
import { LOCALE_COOKIE, type Locale, negotiateLocale } from "../components/layout/locales.ts";

/**
 * Answers in place of Next's pages while the database is away or refuses work: 503 with a self-contained page that explains it and reloads
 * when the server is back. Next alone would answer 500 and, without JavaScript, an empty page.
 */
export function withApology(pages: Pages): Pages {
  return async (request, response) => {
    if (!asksForPage(request)) return pages(request, response);
    if (isDatabaseAway()) return apologize(request, response);
    // The request that discovers the outage is already with Next: its 500 is replaced by the same page.
    const cameAt = performance.now();
    intercept(response, {
      isDue: () => isDatabaseAway() || hasDatabaseRefusedSince(cameAt),
      instead: () => apologize(request, response),
    });
    return pages(request, response);
  };
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
  const chosen = new RegExp(`(?:^|; )${LOCALE_COOKIE}=(\\w+)`).exec(request.headers.cookie ?? "")?.[1];
  const locale = negotiateLocale(chosen, request.headers["accept-language"] ?? null);
  const isHttps = env().APP_URL.startsWith("https:");
  response.writeHead(503, {
    "content-security-policy": contentSecurityPolicy({ scripts: "hash" }, { ...inlineHashes(PAGES[locale]), isHttps }),
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "retry-after": String(RETRY_SECONDS),
    vary: "accept-language, cookie",
  });
  response.end(PAGES[locale]);
}

const PAGES: Record<Locale, string> = { en: pageOf("en", en), es: pageOf("es", es) };

// The colours repeat the stylesheet's, because the stylesheet itself may be out of reach.
function pageOf(locale: Locale, words: typeof en): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.brokenTitle}</title>
<style>
:root { color-scheme: light dark; --paper: light-dark(#f8f4ec, #131019); --ink: light-dark(#19141f, #f6f1e8); --soft: light-dark(#5d5566, #b3a9bd); --accent: light-dark(#c2300c, #ff7747); --on-accent: light-dark(#ffffff, #1a0b05) }
body { margin: 0; min-height: 100vh; display: grid; align-content: center; padding: 2rem; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 system-ui, sans-serif }
main { max-width: 40rem; margin: 0 auto }
h1 { font-size: clamp(2rem, 7vw, 3.5rem); line-height: 1.05; margin: 0 0 1.5rem }
p { color: var(--soft); margin: 0 0 2rem }
a { display: inline-block; padding: .75rem 1.5rem; border-radius: .5rem; background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none }
</style>
</head>
<body>
<main>
<h1>${words.brokenTitle}</h1>
<p>${words.brokenText}</p>
<a href="">${words.tryAgain}</a>
</main>
<script>
setInterval(() => fetch("/api/health/ready", { cache: "no-store" }).then((answer) => answer.ok && location.reload(), () => {}), ${RETRY_SECONDS * 1_000})
</script>
</body>
</html>
`;
}
