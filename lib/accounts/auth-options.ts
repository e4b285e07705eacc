import type { AuthOptions } from "next-auth";
import { env } from "#lib/platform/env";
import { derivedKey } from "#lib/platform/ids";
import { SESSION_SECONDS } from "./open-session.ts";
import { sessionAdapter } from "./store.ts";

/**
 * next-auth over our tables: session, CSRF token and sign-out. Passwords and mail codes are verbs of ours that write the
 * same session rows, because its Credentials provider insists on sessions the server cannot end.
 */
export function authOptions(): AuthOptions {
  return {
    adapter: sessionAdapter(),
    secret: derivedKey("next-auth").toString("hex"),
    useSecureCookies: env().APP_URL.startsWith("https:"),
    session: { strategy: "database", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/account", error: "/sign-in", newUser: "/account" },
    providers: [],
    callbacks: {
      session: ({ session, user }) => ({
        expires: session.expires,
        user: { name: user.name ?? null, email: user.email },
      }),
    },
  };
}
