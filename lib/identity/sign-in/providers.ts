import type { Profile } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { cleanText } from "#lib/platform/clean-text";
import { env } from "#lib/platform/env";
import { Failure } from "#lib/platform/invariant";
import type { ProviderProof } from "./sign-in-with-provider.ts";

export const PROVIDERS = ["google", "github"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** The configured providers, in the order of their buttons. */
export function enabledProviders(): Provider[] {
  const { GOOGLE_CLIENT_ID, GITHUB_CLIENT_ID } = env();
  return PROVIDERS.filter((name) => (name === "google" ? GOOGLE_CLIENT_ID : GITHUB_CLIENT_ID) !== undefined);
}

/** The configured providers in next-auth's form. */
export function providerConfigs(): OAuthConfig<Profile>[] {
  return enabledProviders().map((name) => (name === "google" ? google() : github()));
}

/**
 * The provider's proof, after next-auth has verified the answer: its state, its proof key and, for Google, its signature.
 */
export function proofOf(provider: Provider, providerAccountId: string, profile: Profile | undefined): ProviderProof {
  const { email, name, email_verified: isVerified } = (profile ?? {}) as Record<string, unknown>;
  return {
    provider,
    providerAccountId,
    verifiedEmail: isVerified === true && typeof email === "string" && email.length <= 254 ? email : undefined,
    name: typeof name === "string" ? cleanText(name) || undefined : undefined,
  };
}

function google(): OAuthConfig<Profile> {
  return {
    id: "google",
    name: "Google",
    type: "oauth",
    wellKnown: "https://accounts.google.com/.well-known/openid-configuration",
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId: env().GOOGLE_CLIENT_ID ?? "",
    clientSecret: env().GOOGLE_CLIENT_SECRET ?? "",
    profile: (profile) => ({ id: String(profile.sub), email: profile.email ?? null, name: profile.name ?? null }),
  };
}

/** GitHub marks verified addresses in a separate list; the address on the profile is unverified text. */
function github(): OAuthConfig<Profile> {
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    issuer: "https://github.com/login/oauth",
    authorization: { url: "https://github.com/login/oauth/authorize", params: { scope: "read:user user:email" } },
    token: "https://github.com/login/oauth/access_token",
    userinfo: {
      url: "https://api.github.com/user",
      request: async ({ client, tokens }) => {
        const token = tokens.access_token ?? "";
        const profile = await client.userinfo(token);
        return { ...profile, ...verifiedOf(await readGithubMails(token)) } as Profile;
      },
    },
    checks: ["pkce", "state"],
    clientId: env().GITHUB_CLIENT_ID ?? "",
    clientSecret: env().GITHUB_CLIENT_SECRET ?? "",
    profile: (profile) => ({
      id: String((profile as { id?: unknown }).id),
      email: profile.email ?? null,
      name: profile.name ?? null,
    }),
  };
}

type GithubMail = { email: string; primary: boolean; verified: boolean };

async function readGithubMails(token: string): Promise<GithubMail[]> {
  const response = await fetch("https://api.github.com/user/emails", {
    headers: { Authorization: `Bearer ${token}`, Accept: "application/vnd.github+json" },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Failure("github", `its list of mails answered ${response.status}`);
  return (await response.json()) as GithubMail[];
}

/** The primary address, if GitHub verified it. */
export function verifiedOf(mails: readonly GithubMail[]): { email: string | undefined; email_verified: boolean } {
  const primary = mails.find((mail) => mail.primary === true && mail.verified === true);
  return { email: primary?.email, email_verified: primary !== undefined };
}
