import { lockOrganizations } from "#lib/organizations/organization-fragments";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";
import type { WebhookEvent } from "./webhook-contract.ts";

/** The webhooks of organizations. Every function takes the organization, so that a foreign id finds nothing. */
export type EndpointRow = Prisma.WebhookEndpointGetPayload<object>;
type EndpointKey = { organizationId: string; id: string };

/** Adds an endpoint unless the organization has `max` of them; undefined then. */
export async function claimEndpoint(
  {
    organizationId,
    ...endpoint
  }: { organizationId: string; url: string; events: WebhookEvent[]; sealedSecret: string },
  max: number,
): Promise<EndpointRow | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    // Behind the lock of the organization, those who add at once count each other's webhooks.
    const [found] = await lockOrganizations(tx, [organizationId]);
    if (!found || (await tx.webhookEndpoint.count({ where: { organizationId } })) >= max) return undefined;
    return tx.webhookEndpoint.create({ data: { organizationId, ...endpoint } });
  });
}

export async function listEndpoints(organizationId: string): Promise<EndpointRow[]> {
  return globalDb().webhookEndpoint.findMany({ where: { organizationId }, orderBy: { id: "asc" }, take: 100 });
}

export async function findEndpoint({ organizationId, id }: EndpointKey): Promise<EndpointRow | undefined> {
  return (await globalDb().webhookEndpoint.findFirst({ where: { organizationId, id } })) ?? undefined;
}

/** Whether any webhook of the organization wants this message type. */
export async function isWanted(organizationId: string, type: WebhookEvent): Promise<boolean> {
  const where = { organizationId, disabledAt: null, events: { has: type } };
  return (await globalDb().webhookEndpoint.count({ where })) > 0;
}

export type EndpointChange = {
  url?: string | undefined;
  events?: WebhookEvent[] | undefined;
  enabled?: boolean | undefined;
};

/** Changes a webhook; undefined when it does not exist. */
export async function claimEndpointChange(
  { organizationId, id }: EndpointKey,
  { url, events, enabled }: EndpointChange,
): Promise<EndpointRow | undefined> {
  const { count } = await globalDb().webhookEndpoint.updateMany({
    where: { organizationId, id },
    data: {
      ...(url === undefined ? {} : { url }),
      ...(events === undefined ? {} : { events }),
      ...(enabled === undefined
        ? {}
        : { disabledAt: enabled ? null : new Date(), disabledReason: enabled ? null : "by_staff" }),
    },
  });
  return count === 1 ? findEndpoint({ organizationId, id }) : undefined;
}

/** Puts a new secret in the place of the old one, which stays good for a day; undefined when there is no such endpoint. */
export async function claimNewSecret(
  { organizationId, id }: EndpointKey,
  sealedSecret: string,
): Promise<EndpointRow | undefined> {
  const changed = await globalDb().$executeRaw`
    UPDATE webhook_endpoints SET previous_sealed_secret = sealed_secret, previous_secret_until = now() + interval '24 hours',
      sealed_secret = ${sealedSecret}::text
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid`;
  return changed === 1 ? findEndpoint({ organizationId, id }) : undefined;
}

/** Switches an endpoint off that said it is gone. False when it was off already. */
export async function claimGone(id: string): Promise<boolean> {
  const data = { disabledAt: new Date(), disabledReason: "gone" };
  return (await globalDb().webhookEndpoint.updateMany({ where: { id, disabledAt: null }, data })).count === 1;
}

/** Removes a webhook with its log; undefined when it does not exist. */
export async function deleteEndpoint({ organizationId, id }: EndpointKey): Promise<{ url: string } | undefined> {
  const [row] = await globalDb().$queryRaw<{ url: string }[]>`
    DELETE FROM webhook_endpoints WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid RETURNING url`;
  return row;
}
