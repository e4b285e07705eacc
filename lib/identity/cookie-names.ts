import { cookieName } from "#lib/platform/http/cookie-rules";

/** The cookie of the session: its value is `OpenedSession.session.token`. */
export function sessionCookieName(): string {
  return cookieName("fairseat_session");
}

/** The cookie that identifies a guest. */
export function guestCookieName(): string {
  return cookieName("fairseat_guest");
}

/** The cookie for the text sealed by `beginSession`, kept until the second factor is shown. */
export function secondFactorCookieName(): string {
  return cookieName("fairseat_second_factor");
}
