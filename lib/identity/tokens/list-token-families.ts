import { listFamilies } from "./token-store.ts";

/** A sign-in of an API client. `client` is what it called itself. Times ISO 8601 in UTC. */
export type TokenFamilyView = {
  id: string;
  client: string;
  isTwoFactor: boolean;
  createdAt: string;
  refreshedAt: string;
  endsAt: string;
};

/** The API clients that are signed in as the person, the one that renewed its tokens last first. */
export async function listTokenFamilies(userId: string): Promise<TokenFamilyView[]> {
  const rows = await listFamilies(userId);
  return rows.map(({ userAgent, createdAt, refreshedAt, endsAt, ...row }) => ({
    ...row,
    client: userAgent,
    createdAt: createdAt.toISOString(),
    refreshedAt: refreshedAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
}
