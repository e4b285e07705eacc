import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "#lib/platform/env";
import { contentSecurityPolicy, inlineHashes } from "#lib/platform/http/page-policy";
import { LOCALE_COOKIE, type Locale, negotiateLocale } from "../components/layout/locales.ts";

type Words = { readonly title: string; readonly text: string; readonly tryAgain: string };

/**
 * Self-contained pages that the plain server answers without Next, one for each language. Answers the function that sends
 * the reader's one, with its status and the seconds after which they may come again.
 */
export function plainPages({ words, script }: { words: Record<Locale, Words>; script?: string }) {
  const pages: Record<Locale, string> = { en: pageOf("en", words.en, script), es: pageOf("es", words.es, script) };
  return (
    request: IncomingMessage,
    response: ServerResponse,
    { status, retryAfterSeconds }: { status: number; retryAfterSeconds: number },
  ): void => {
    const chosen = new RegExp(`(?:^|; )${LOCALE_COOKIE}=(\\w+)`).exec(request.headers.cookie ?? "")?.[1];
    const page = pages[negotiateLocale(chosen, request.headers["accept-language"] ?? null)];
    const isHttps = env().APP_URL.startsWith("https:");
    response.writeHead(status, {
      "content-security-policy": contentSecurityPolicy({ scripts: "hash" }, { ...inlineHashes(page), isHttps }),
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "retry-after": String(retryAfterSeconds),
      vary: "accept-language, cookie",
    });
    response.end(page);
  };
}

// The colours repeat the stylesheet's, because the stylesheet itself may be out of reach.
function pageOf(locale: Locale, words: Words, script?: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title}</title>
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
<h1>${words.title}</h1>
<p>${words.text}</p>
<a href="">${words.tryAgain}</a>
</main>
${
  script
    ? `<script>
${script}
</script>
`
    : ""
}</body>
</html>
`;
}
