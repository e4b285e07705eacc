import { listFamilies } from "./token-store.ts";

/** A sign-in of an API client. `client` is the name it gave itself. Times are ISO 8601 in UTC. */
export type TokenFamilyView = {
  id: string;
  client: string;
  isTwoFactor: boolean;
  createdAt: string;
  refreshedAt: string;
  endsAt: string;
};

/** The person's signed-in API clients, the latest renewed first. */
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
