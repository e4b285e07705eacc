import { nameBrowser } from "./browser-name.ts";
import { listSessionRows } from "./session-store.ts";

/** A signed-in browser of the person. Times are ISO 8601 in UTC; `browser` and `system` are empty when unknown. */
export type SessionView = {
  id: string;
  isThis: boolean;
  browser: string;
  system: string;
  address: string;
  isTwoFactor: boolean;
  createdAt: string;
  lastSeenAt: string;
};

/** The person's live sessions, this browser first. `token` is the requesting browser's cookie. */
export async function listSessions(userId: string, token: string): Promise<SessionView[]> {
  const rows = await listSessionRows(userId, token);
  const views = rows.map(({ userAgent, createdAt, lastSeenAt, ...row }) => ({
    ...row,
    ...nameBrowser(userAgent),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
  return [...views.filter(({ isThis }) => isThis), ...views.filter(({ isThis }) => !isThis)];
}
