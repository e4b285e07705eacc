import { findOrganizationOf } from "#lib/catalog/queries";
import { mailboxOf } from "#lib/identity/queries";
import { orderForOrganization } from "#lib/orders/reading/queries";
import { listMembersWith } from "#lib/organizations/queries";
import { env } from "#lib/platform/env";
import { publicId } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { deliver } from "./deliver.ts";
import { mailWords } from "./mail-words.ts";
import { renderMail } from "./render-mail.ts";
import { type RefundFailedAbout, RefundFailedMail } from "./templates/refund-failed-mail.tsx";

/**
 * Writes to each member of the event's organization who may refund orders that a refund failed, once for each failure and member. One
 * that was sent again by now is not announced. A member whose mail fails keeps no other member from theirs; the failure is thrown at
 * the end, so that the fact is tried again.
 */
export async function sendRefundFailedMail(fact: {
  eventId: number;
  orderId: string;
  refundId: string;
  /** Tells the failures of one refund apart. */
  factId: string;
  /** What the buyer waits for, in minor units. */
  amountMinor: number;
  failure: string | null;
}): Promise<void> {
  const { eventId, orderId, refundId, factId, amountMinor, failure } = fact;
  const order = await orderForOrganization(eventId, orderId);
  const refund = order?.refunds.find(({ refund_id }) => refund_id === publicId(eventId, refundId));
  invariant(order && refund, "the fact of a failed refund is appended in the transaction of the refund");
  if (refund.status !== "failed") {
    log().info({ eventId, orderId, refundId }, "the failed refund was sent again already");
    return;
  }
  const organizationId = await findOrganizationOf(eventId);
  invariant(organizationId !== undefined, "an event with orders has an organization");
  const members = await listMembersWith(organizationId, "order.refund");
  const sent = members.map((userId) => mailTo(userId, { order, amountMinor, failure, key: `${eventId}:${factId}` }));
  const failed = (await Promise.allSettled(sent)).find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

async function mailTo(userId: string, { key, ...about }: RefundFailedAbout & { key: string }): Promise<void> {
  const mailbox = await mailboxOf(userId);
  if (!mailbox) return;
  const words = await mailWords(mailbox.locale);
  const { html, text } = await renderMail(<RefundFailedMail about={about} words={words} appUrl={env().APP_URL} />);
  await deliver({
    dedupeKey: `refund-failed:${key}:${userId}`,
    template: "refund-failed",
    recipient: mailbox.email,
    subject: words.t("refundFailed.subject", { title: about.order.event.title }),
    html,
    text,
  });
}
