import { createHash, randomBytes } from "node:crypto";
import type { AuthOptions } from "next-auth";
import { env } from "#lib/platform/env";
import { cookieName, cookieRules } from "#lib/platform/http/cookie-rules";
import { derivedKey } from "#lib/platform/ids";
import { sessionCookieName } from "./cookie-names.ts";
import { PROVIDERS, proofOf, providerConfigs } from "./sign-in/providers.ts";
import type { ProviderProof } from "./sign-in/sign-in-with-provider.ts";
import { sessionAdapter } from "./store.ts";

/**
 * Configures next-auth over Fairseat's tables: session, CSRF token, sign-out, and the exchange with Google and GitHub. Passwords
 * and mail codes are use cases of our own, because next-auth's Credentials provider requires sessions that the server cannot
 * end. It must not open sessions after another provider either, because it would ask for no second factor: `onProven`
 * receives the provider's proof and answers the next page, and next-auth stops there.
 */
export function authOptions(onProven?: (proof: ProviderProof) => Promise<string>): AuthOptions {
  const pages = { signIn: "/sign-in", signOut: "/account", error: "/sign-in", newUser: "/account" };
  return {
    adapter: sessionAdapter(),
    secret: authSecret(),
    useSecureCookies: env().APP_URL.startsWith("https:"),
    cookies: authCookies(),
    session: { strategy: "database" },
    pages,
    providers: providerConfigs(),
    callbacks: {
      signIn: async ({ account, profile }) => {
        const provider = PROVIDERS.find((name) => name === account?.provider);
        if (!account || !provider || !onProven) return false;
        return onProven(proofOf(provider, account.providerAccountId, profile));
      },
      session: ({ session, user }) => ({
        expires: session.expires,
        user: { name: user.name ?? null, email: user.email },
      }),
    },
  };
}

/** The cookie in which next-auth keeps the page to return to. */
export function callbackCookieName(): string {
  return cookieName("fairseat_auth_callback");
}

/** The cookie of next-auth's protection against forged sign-ins. */
export function csrfCookieName(): string {
  return cookieName("fairseat_auth_csrf");
}

/** A new token of that kind and the cookie to it, in next-auth's own form (4.24: `token|sha256(token + secret)`). */
export function newCsrfToken(): { token: string; cookie: string } {
  const token = randomBytes(32).toString("hex");
  const tag = createHash("sha256").update(`${token}${authSecret()}`).digest("hex");
  return { token, cookie: `${token}|${tag}` };
}

function authSecret(): string {
  return derivedKey("next-auth").toString("hex");
}

function authCookies(): NonNullable<AuthOptions["cookies"]> {
  const options = cookieRules();
  // Browsers send only lax cookies with another site's redirect.
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: callbackCookieName(), options },
    csrfToken: { name: csrfCookieName(), options },
    pkceCodeVerifier: { name: cookieName("fairseat_auth_pkce"), options: brief },
    state: { name: cookieName("fairseat_auth_state"), options: brief },
    nonce: { name: cookieName("fairseat_auth_nonce"), options: brief },
  };
}
