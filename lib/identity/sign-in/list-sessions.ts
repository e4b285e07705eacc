import { nameBrowser } from "./browser-name.ts";
import { listSessionRows } from "./session-store.ts";

/** A browser somebody is signed in with. Times ISO 8601 in UTC; `browser` and `system` are empty when they name none we know. */
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

/** Where the person is signed in now, this browser first. `token` is the cookie of the one who asks. */
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
