import NextAuth from "next-auth";
import { authOptions } from "#lib/accounts/auth-options";
import { env } from "#lib/platform/env";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own doors: session, csrf, sign-out. */
async function handle(request: Request, context: Context): Promise<Response> {
  // It reads its public address from this variable alone; ours is APP_URL.
  process.env.NEXTAUTH_URL ??= env().APP_URL;
  return NextAuth(authOptions())(request, context);
}

export { handle as GET, handle as POST };
