import { findOrganizationOf } from "#lib/catalog/queries";
import { mailboxOf } from "#lib/identity/queries";
import { orderForOrganization } from "#lib/orders/reading/queries";
import { listOwners } from "#lib/organizations/queries";
import { env } from "#lib/platform/env";
import { publicId } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { type DisputeAbout, DisputeMail, type DisputeNews } from "./templates/dispute-mail.tsx";

/**
 * Writes to each owner of the event's organization that a dispute was opened, won or lost; once for each dispute, news and owner. A
 * dispute that is decided already is not announced as open. An owner whose mail fails keeps no other owner from theirs; the failure
 * is thrown at the end, so that the fact is tried again.
 */
export async function sendDisputeMail(fact: {
  eventId: number;
  orderId: string;
  disputeId: string;
  /** What the bank disputes, in minor units. */
  amountMinor: number;
  news: DisputeNews;
}): Promise<void> {
  const { eventId, orderId, disputeId, news, amountMinor } = fact;
  const order = await orderForOrganization(eventId, orderId);
  const dispute = order?.disputes.find(({ dispute_id }) => dispute_id === publicId(eventId, disputeId));
  invariant(order && dispute, "the fact of a dispute is appended in the transaction of the dispute");
  if (news === "opened" && dispute.status !== "open") {
    log().info({ eventId, orderId, disputeId }, "the dispute is decided already");
    return;
  }
  const organizationId = await findOrganizationOf(eventId);
  invariant(organizationId !== undefined, "an event with orders has an organization");
  const about = { order, dispute, amountMinor, news };
  const sent = (await listOwners(organizationId)).map((userId) => mailTo(userId, { ...about, eventId, disputeId }));
  const failed = (await Promise.allSettled(sent)).find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

async function mailTo(
  userId: string,
  { eventId, disputeId, ...about }: DisputeAbout & { eventId: number; disputeId: string },
): Promise<void> {
  const mailbox = await mailboxOf(userId);
  if (!mailbox) return;
  const words = await mailWords(mailbox.locale);
  const { html, text } = await renderMail(<DisputeMail about={about} words={words} appUrl={env().APP_URL} />);
  await deliver({
    dedupeKey: `dispute:${eventId}:${disputeId}:${about.news === "opened" ? "opened" : "closed"}:${userId}`,
    template: "dispute",
    recipient: mailbox.email,
    subject: words.t(`dispute.${about.news}.subject`, { title: about.order.event.title }),
    html,
    text,
  });
}
