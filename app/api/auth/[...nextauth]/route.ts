import NextAuth from "next-auth";
import { authOptions } from "#lib/identity/auth-options";
import { env } from "#lib/platform/env";
import { errorResponse } from "#lib/platform/http/response";
import { enterByProvider, startAtProvider } from "./providers.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own endpoints: session, csrf, sign-out, and the way back from Google and GitHub; `start` is the way there. */
async function handle(request: Request, context: Context): Promise<Response> {
  // It reads its public address from this variable alone; ours is APP_URL.
  process.env.NEXTAUTH_URL ??= env().APP_URL;
  const wrong = new URL(request.url).searchParams.getAll("callbackUrl").filter((address) => !isAddress(address));
  // It would call that a fault of the configuration and answer 500 (4.24).
  if (wrong.length > 0)
    return errorResponse({ code: "invalid_request", fields: [{ path: "callbackUrl", message: "must be an address" }] });
  const [step, provider] = (await context.params).nextauth;
  if (step === "start") return startAtProvider(request, provider);
  return NextAuth(authOptions(enterByProvider))(request, context);
}

function isAddress(text: string): boolean {
  return URL.canParse(text, env().APP_URL) && /^https?:$/.test(new URL(text, env().APP_URL).protocol);
}

export { handle as GET, handle as POST };
