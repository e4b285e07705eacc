import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { getLocale } from "next-intl/server";
import { authOptions, callbackCookieName, csrfCookieName, newCsrfToken } from "#lib/identity/auth-options";
import { enabledProviders } from "#lib/identity/sign-in/providers";
import { type ProviderProof, signInWithProvider } from "#lib/identity/sign-in/sign-in-with-provider";
import { env } from "#lib/platform/env";
import { addressOf } from "#lib/platform/http/client-address";
import { cookieRules } from "#lib/platform/http/cookie-rules";
import { limitTo } from "#lib/protection/limits";
import { keepOrAsk } from "../../../(auth)/keep-session.ts";
import { ownPath } from "../../../(auth)/own-path.ts";

const credentials = limitTo("credentials");

/**
 * A link to Google or GitHub, so that their buttons work without JavaScript and no form of ours posts to another site. It does
 * what next-auth's own page would: makes its token against forged sign-ins and posts it to next-auth.
 */
export async function startAtProvider(request: Request, name: string | undefined): Promise<Response> {
  const provider = enabledProviders().find((known) => known === name);
  const next = ownPath(new URL(request.url).searchParams.get("next"));
  const site = request.headers.get("sec-fetch-site") ?? "same-origin";
  const isOurs = site === "same-origin" || site === "none";
  const address = addressOf(request.headers);
  const isOften = async () => (await credentials.take({ actor: undefined, address, params: undefined })).refusal;
  if (request.method !== "GET" || !provider || !isOurs || (await isOften()))
    return away(`/sign-in?${new URLSearchParams({ next, error: "provider" })}`);
  const { token, cookie } = newCsrfToken();
  (await cookies()).set(csrfCookieName(), cookie, cookieRules());
  const posted = new NextRequest(new URL(`/api/auth/signin/${provider}`, env().APP_URL), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken: token, callbackUrl: new URL(next, env().APP_URL).href }).toString(),
  });
  return NextAuth(authOptions())(posted, { params: Promise.resolve({ nextauth: ["signin", provider] }) });
}

/** What another provider proved becomes a session, or a question for the second factor; answers the page to go on with. */
export async function enterByProvider(proof: ProviderProof): Promise<string> {
  const locale = await getLocale();
  const result = await signInWithProvider(proof, locale);
  const next = await pageBefore();
  if (result.ok || "pending" in result) return keepOrAsk(result, next);
  return `/sign-in?${new URLSearchParams({ next, error: result.refusal.code })}`;
}

/** The page somebody came from, which next-auth keeps as a whole address. */
async function pageBefore(): Promise<string> {
  const kept = (await cookies()).get(callbackCookieName())?.value ?? "";
  const url = URL.parse(kept);
  return ownPath(url ? `${url.pathname}${url.search}` : undefined);
}

function away(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, "cache-control": "no-store" } });
}
