import NextAuth from "next-auth";
import { z } from "zod";
import { authOptions } from "#lib/identity/auth-options";
import { anyone } from "#lib/organizations/authority";
import { env } from "#lib/platform/env";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { enterByProvider, startAtProvider } from "./providers.ts";

/** next-auth's own endpoints: session, csrf, sign-out, and the way back from Google and GitHub; `start` is the way there. */
const handle = endpoint(
  {
    route: "/api/auth/{nextauth}",
    authority: anyone,
    // `start`, which opens a sign-in, is held to the limit of credentials besides.
    limit: limitTo("browse"),
    params: z.object({ nextauth: z.array(text(300)) }),
  },
  async ({ request, params }) => {
    // It reads its public address from this variable alone; ours is APP_URL.
    process.env.NEXTAUTH_URL ??= env().APP_URL;
    const wrong = new URL(request.url).searchParams.getAll("callbackUrl").filter((address) => !isAddress(address));
    // It would call that a fault of the configuration and answer 500 (4.24).
    if (wrong.length > 0)
      return refuse("invalid_request", { fields: [{ path: "callbackUrl", message: "must be an address" }] });
    const [step, provider] = params.nextauth;
    if (step === "start") return startAtProvider(request, provider);
    return NextAuth(authOptions(enterByProvider))(request, { params: Promise.resolve(params) });
  },
);

function isAddress(text: string): boolean {
  return URL.canParse(text, env().APP_URL) && /^https?:$/.test(new URL(text, env().APP_URL).protocol);
}

export { handle as GET, handle as POST };
