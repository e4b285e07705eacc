import { env } from "#lib/platform/env";

/**
 * The name a cookie of ours goes by. Where the app is served over https it begins with `__Host-`: then a browser takes it
 * only from this very host, over https and for the whole site, so no neighbouring host can slip one in.
 */
export function cookieName(name: string): string {
  return isSecure() ? `__Host-${name}` : name;
}

/** How every cookie of ours is set. */
export function cookieRules() {
  return { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure() } as const;
}

/** The cookie of the session: its value is `OpenedSession.session.token`. */
export function sessionCookieName(): string {
  return cookieName("fairseat_session");
}

/** The cookie that says which guest somebody is. */
export function guestCookieName(): string {
  return cookieName("fairseat_guest");
}

/** The cookie that keeps what `beginSession` sealed until the second factor is shown. */
export function secondFactorCookieName(): string {
  return cookieName("fairseat_second_factor");
}

function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}
