import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  contentSecurityPolicy,
  inlineHashes,
  type PolicyFacts,
  pageKindOf,
  plainSecurityHeaders,
  resourcePolicyOf,
} from "./page-policy.ts";

const directives = (policy: string) =>
  Object.fromEntries(policy.split("; ").map((part) => [part.split(" ")[0] ?? "", part.split(" ").slice(1)]));
const policyOf = (path: string, sandboxUrl?: string, check?: PolicyFacts["check"]) =>
  directives(contentSecurityPolicy(pageKindOf(path), { scripts: ["'nonce-abc'"], isHttps: true, sandboxUrl, check }));

describe("the policy of a page", () => {
  test.each([
    "/",
    "/search",
    "/events/la-traviata/seats",
    "/orders",
    "/account/security",
    "/organizer/x/audit",
    "/nowhere",
  ])("%s loads nothing from other hosts, and no site may frame it", (path) => {
    const policy = policyOf(path, "http://127.0.0.1:4000");
    expect(policy["default-src"]).toEqual(["'none'"]);
    expect(policy["script-src"]).toEqual(["'self'", "'nonce-abc'"]);
    expect(policy["style-src"]).toEqual(["'self'"]);
    expect(policy["connect-src"]).toEqual(["'self'"]);
    expect(policy["frame-src"]).toEqual(["'none'"]);
    expect(policy["worker-src"]).toEqual(["'self'"]);
    expect(policy["frame-ancestors"]).toEqual(["'none'"]);
    expect(policy["base-uri"]).toEqual(["'none'"]);
    expect(policy["form-action"]).toEqual(["'self'"]);
    expect(JSON.stringify(policy)).not.toMatch(/stripe|unsafe-eval|http:|\*/);
  });

  test("the gateway's hosts stand at checkout alone, the simulator's only where there is one", () => {
    const checkout = policyOf("/checkout/12-0192f0c1", "http://127.0.0.1:4000/");
    expect(checkout["script-src"]).toContain("https://js.stripe.com");
    expect(checkout["connect-src"]).toEqual(["'self'", "https://api.stripe.com", "http://127.0.0.1:4000"]);
    expect(policyOf("/checkout/12-0192f0c1")["connect-src"]).toEqual(["'self'", "https://api.stripe.com"]);
    expect(policyOf("/checkouts")["script-src"]).toEqual(["'self'", "'nonce-abc'"]);
  });

  test("the service that checks browsers is let onto the pages of seats and queues alone, and only where one is configured", () => {
    for (const page of ["/events/a/seats", "/events/a/queue"]) {
      const turnstile = policyOf(page, undefined, "turnstile");
      expect(turnstile["script-src"]).toEqual(["'self'", "'nonce-abc'", "https://challenges.cloudflare.com"]);
      expect(turnstile["frame-src"]).toEqual(["https://challenges.cloudflare.com"]);
      expect(policyOf(page, undefined, "recaptcha")["script-src"]).toContain("https://www.gstatic.com/recaptcha/");
      expect(JSON.stringify(policyOf(page))).not.toMatch(/cloudflare|google/);
    }
    for (const page of ["/", "/events/a", "/events/a/seats/b", "/account", "/checkout/1-2"])
      expect(JSON.stringify(policyOf(page, undefined, "turnstile"))).not.toMatch(/cloudflare/);
  });

  test("shared pages name their scripts by hash, personal ones by nonce", () => {
    for (const path of ["/", "/search", "/events/a", "/events/a/seats", "/help"])
      expect(pageKindOf(path).scripts).toBe("hash");
    for (const path of ["/orders/ORD-1", "/checkout/1-2", "/account", "/events/a/queue", "/sign-in", "/organizer"])
      expect(pageKindOf(path).scripts, path).toBe("nonce");
  });
});

test("every script and style sheet in a page is named by the hash of its very bytes; blocks of data are not", () => {
  const html = `<script>self.a=1</script><script src="/x.js"></script><style>b{}</style>
    <script type="application/ld+json">{"@type":"Event"}</script><script id="y">let é="ñ"</script><script>self.a=1</script>`;
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect(inlineHashes(html)).toEqual({ scripts: [hash("self.a=1"), hash('let é="ñ"')], styles: [hash("b{}")] });
});

test("transport security is promised over https only, where it can be kept", () => {
  expect(plainSecurityHeaders(true)["strict-transport-security"]).toMatch(/max-age=\d{8}; includeSubDomains/);
  expect(plainSecurityHeaders(false)).not.toHaveProperty("strict-transport-security");
});

test("only the picture of a ticket's code may be shown by another site, as web mails do", () => {
  expect(resourcePolicyOf("/orders/ORD-2026-1-ABCDEF/tickets/0192f0c1/qr.png")).toBe("cross-origin");
  for (const path of ["/", "/orders/ORD-2026-1-ABCDEF", "/orders/x/tickets/y/z/qr.png", "/x/orders/a/tickets/b/qr.png"])
    expect(resourcePolicyOf(path)).toBe("same-origin");
});
