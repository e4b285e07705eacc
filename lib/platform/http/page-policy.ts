import { createHash } from "node:crypto";

/**
 * What a page may load and who may frame it (Content-Security-Policy, level 3). Nothing is loaded from other hosts except the
 * payment gateway's fields at checkout. Inline scripts are named one by one: by a nonce on personal pages, by hash on shared
 * pages.
 */
export type PageKind = {
  readonly scripts: "nonce" | "hash";
  /** The gateway's frames and scripts may be there. */
  readonly isCheckout?: boolean;
  /** The service that checks browsers may be there, where one is configured: the pages where seats are held and queues joined. */
  readonly mayCheck?: boolean;
  /** Style sheets in the page itself: a mail's own look, the API viewer's. */
  readonly hasOwnStyles?: boolean;
};

/** The kind of page under a path. */
export function pageKindOf(path: string): PageKind {
  return PAGES.find(([pattern]) => pattern.test(path))?.[1] ?? { scripts: "nonce" };
}

const PAGES: [RegExp, PageKind][] = [
  [/^\/checkout\//, { scripts: "nonce", isCheckout: true }],
  [/^\/dev\/inbox(\/|$)/, { scripts: "nonce", hasOwnStyles: true }],
  [/^\/docs\/api(\/|$)/, { scripts: "nonce", hasOwnStyles: true }],
  [/^\/events\/[^/]+\/seats$/, { scripts: "hash", mayCheck: true }],
  [/^\/events\/[^/]+\/queue$/, { scripts: "nonce", mayCheck: true }],
  // Browsing: home, search, an event, the pages of words.
  [/^\/($|search$|help$|terms$|privacy$|events\/[^/]+$)/, { scripts: "hash" }],
];

/** Stripe's hosts, as its guide to security policies lists them (https://docs.stripe.com/security/guide). */
const STRIPE = {
  scripts: ["https://js.stripe.com", "https://*.js.stripe.com"],
  frames: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
  connects: ["https://api.stripe.com"],
};

/**
 * The hosts of the services that check browsers, as their guides list them (https://developers.cloudflare.com/turnstile/reference/content-security-policy/,
 * https://developers.google.com/recaptcha/docs/faq).
 */
const CHECKS = {
  turnstile: { scripts: ["https://challenges.cloudflare.com"], frames: ["https://challenges.cloudflare.com"] },
  recaptcha: {
    scripts: ["https://www.google.com/recaptcha/", "https://www.gstatic.com/recaptcha/"],
    frames: ["https://www.google.com/recaptcha/", "https://recaptcha.google.com/recaptcha/"],
  },
};

export type PolicyFacts = {
  /** `'nonce-…'` or `'sha256-…'` of the scripts and of the style sheets that stand in the page. */
  readonly scripts: readonly string[];
  readonly styles?: readonly string[];
  readonly isHttps: boolean;
  /** The simulator's address, which replaces Stripe's. */
  readonly sandboxUrl?: string | undefined;
  /** The service that checks browsers, where one is configured. */
  readonly check?: keyof typeof CHECKS | undefined;
  /** The development server compiles in the browser and reloads over a socket. */
  readonly isDev?: boolean;
};

/** The value of the header for a page of this kind. */
export function contentSecurityPolicy(kind: PageKind, facts: PolicyFacts): string {
  const { scripts, styles = [], isHttps, sandboxUrl, isDev } = facts;
  const check = kind.mayCheck && facts.check ? CHECKS[facts.check] : { scripts: [], frames: [] };
  const gateway = kind.isCheckout ? STRIPE : { scripts: [], frames: [], connects: [] };
  const frames = [...gateway.frames, ...check.frames];
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    "script-src": ["'self'", ...scripts, ...gateway.scripts, ...check.scripts, ...(isDev ? ["'unsafe-eval'"] : [])],
    "worker-src": ["'self'"],
    "style-src": ["'self'", ...styles, ...(kind.hasOwnStyles || isDev ? ["'unsafe-inline'"] : [])],
    // Attributes of elements (a colour, a width) carry no selector and load nothing.
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": [
      "'self'",
      ...gateway.connects,
      ...(kind.isCheckout && sandboxUrl ? [new URL(sandboxUrl).origin] : []),
    ],
    "frame-src": frames.length > 0 ? frames : ["'none'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    ...(isHttps ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}

/** The hashes of the scripts and style sheets that stand in a page, as a policy names them. Blocks of data are no scripts. */
export function inlineHashes(html: string): { scripts: string[]; styles: string[] } {
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].filter(
    ([, attributes = ""]) => !/\ssrc=/.test(attributes) && !/type="application\/(ld\+)?json"/.test(attributes),
  );
  const styles = html.matchAll(/<style\b([^>]*)>([\s\S]*?)<\/style>/g);
  const hash = ([, , text = ""]: string[]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return { scripts: [...new Set(scripts.map(hash))], styles: [...new Set([...styles].map(hash))] };
}

/**
 * The pictures of mails that were sent before their pictures stood in them: a web mail shows them on its own site. The key in
 * the address gives access, and a page that shows one cannot read it.
 */
export const SHOWN_ELSEWHERE = "/orders/:number/tickets/:ticket/qr.png";

/** Which sites may show what is at this path. */
export function resourcePolicyOf(path: string): "same-origin" | "cross-origin" {
  return /^\/orders\/[^/]+\/tickets\/[^/]+\/qr\.png$/.test(path) ? "cross-origin" : "same-origin";
}

/** Pages that no search engine may list, whatever leads to them: what they show is for those who have their link. */
export const UNLISTED = "/preview/:path*";

/** What search engines may do with the page at this path; undefined where they may do everything. */
export function robotsTagOf(path: string): string | undefined {
  return path.startsWith("/preview/") ? "noindex, nofollow, noarchive" : undefined;
}

/** Headers that every answer carries, whatever it is. HSTS only where the app is served over https. */
export function plainSecurityHeaders(isHttps: boolean): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    // Links in mails carry keys, so no other site may see the referrer.
    "referrer-policy": "same-origin",
    "permissions-policy":
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), midi=(), payment=(self "https://js.stripe.com"), publickey-credentials-get=(self), publickey-credentials-create=(self)',
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(isHttps ? { "strict-transport-security": "max-age=63072000; includeSubDomains; preload" } : {}),
  };
}
