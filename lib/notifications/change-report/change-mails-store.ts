import { globalDb } from "#lib/platform/db/db";

/** The mails about one change of an event. */
export type ChangeAsked = { eventId: number; at: string };

/** By an index of its own (`notifications_changed_idx`): a key names its event, its order and its change. */
const MAILS = `
  FROM notifications n JOIN notification_deliveries d ON d.notification_id = n.id AND d.channel = 'mail'
  WHERE n.template = 'event-changed' AND n.dedupe_key ~>=~ $1::text AND n.dedupe_key ~<~ $2::text
    AND right(n.dedupe_key, length($3::text)) = $3::text`;

const keysOf = ({ eventId, at }: ChangeAsked): [string, string, string] => [
  ...([`changed:${eventId}:`, `changed:${eventId};`] as const),
  at,
];

/** How many were handed over, and how many were written and are not. */
export async function countChangeMails(asked: ChangeAsked): Promise<{ delivered: number; open: number }> {
  const [row] = await globalDb().$queryRawUnsafe<{ delivered: number; open: number }[]>(
    `SELECT count(d.delivered_at)::int AS delivered, (count(*) - count(d.delivered_at))::int AS open ${MAILS}`,
    ...keysOf(asked),
  );
  return row ?? { delivered: 0, open: 0 };
}

/** The orders whose mail was written and is not handed over, by their ids. */
export async function listUndelivered(
  asked: ChangeAsked,
  { take, skip }: { take: number; skip: number },
): Promise<string[]> {
  const rows = await globalDb().$queryRawUnsafe<{ orderId: string }[]>(
    `SELECT split_part(n.dedupe_key, ':', 3) AS "orderId" ${MAILS} AND d.delivered_at IS NULL
    ORDER BY n.dedupe_key LIMIT $4::int OFFSET $5::int`,
    ...keysOf(asked),
    take,
    skip,
  );
  return rows.map(({ orderId }) => orderId);
}
