import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { env } from "#lib/platform/env";
import {
  contentSecurityPolicy,
  inlineHashes,
  type PageKind,
  type PolicyFacts,
  pageKindOf,
  plainSecurityHeaders,
  resourcePolicyOf,
  robotsTagOf,
} from "#lib/platform/http/page-policy";
import { configuredCheck } from "#lib/protection/challenges/checks/available-check";
import { holdAnswer } from "./hold-answer.ts";

/**
 * Puts the security headers on every response, and a strict Content-Security-Policy on every page. Next reads the nonce from
 * the request's policy header, so no middleware is needed. Client headers with the names of Next's internal ones are dropped
 * first.
 */
export function withSecurity(listener: RequestListener, options: { isDev: boolean }): RequestListener {
  const isHttps = env().APP_URL.startsWith("https:");
  const plain = Object.entries(plainSecurityHeaders(isHttps));
  return (request, response) => {
    for (const [name, value] of plain) response.setHeader(name, value);
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    response.setHeader("cross-origin-resource-policy", resourcePolicyOf(path));
    const robots = robotsTagOf(path);
    if (robots) response.setHeader("x-robots-tag", robots);
    for (const name of Object.keys(request.headers)) if (INTERNAL.test(name)) delete request.headers[name];
    const facts = { isHttps, sandboxUrl: env().SANDBOX_URL, check: configuredCheck()?.name, isDev: options.isDev };
    if (isPage(request)) setPolicy(request, response, facts);
    listener(request, response);
  };
}

/**
 * Next's internal headers, and the header from which it reads a nonce. Two request headers are let through: the development
 * server uses them to find the tab that waits for an action's answer, and they decide nothing.
 */
const INTERNAL =
  /^(x-middleware-.*|x-nextjs-(?!(?:html-)?request-id$).*|x-invoke-.*|x-matched-path|content-security-policy(-report-only)?)$/;

type Facts = Omit<PolicyFacts, "scripts" | "styles">;

function isPage({ method, url = "", headers }: IncomingMessage): boolean {
  return (
    (method === "GET" || method === "POST") &&
    headers.rsc === undefined &&
    !/^\/(api|_next|health|posters|pictures|\.well-known)\//.test(url)
  );
}

function setPolicy(request: IncomingMessage, response: ServerResponse, facts: Facts): void {
  const kind = pageKindOf((request.url ?? "").split("?", 1)[0] ?? "");
  if (kind.scripts === "hash" && !facts.isDev) {
    nameHashes(response, kind, facts);
    return;
  }
  const policy = contentSecurityPolicy(kind, { ...facts, scripts: [`'nonce-${randomBytes(16).toString("base64")}'`] });
  request.headers["content-security-policy"] = policy;
  response.setHeader("content-security-policy", policy);
}

/** Holds a page until it is complete, because its header lists the scripts in it. */
function nameHashes(response: ServerResponse, kind: PageKind, facts: Facts): void {
  holdAnswer(response, (body, send) => {
    // "Not modified" keeps the browser's stored page and its policy.
    if (response.statusCode !== 304) {
      const policy = contentSecurityPolicy(kind, { ...facts, ...inlineHashes(body.toString("utf8")) });
      response.setHeader("content-security-policy", policy);
    }
    send(body);
  });
}
