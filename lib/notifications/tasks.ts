import { eraseMails } from "./erase-mails.ts";
import { sendAccountNotice } from "./send-account-notice.tsx";
import { sendInvitationMail } from "./send-invitation-mail.tsx";
import { sendMailCode } from "./send-mail-code.tsx";
import { sendOfferMail } from "./send-offer-mail.tsx";
import { sendOrderMail } from "./send-order-mail.tsx";
import { sendPasswordReset } from "./send-password-reset.tsx";
import { sendRefundMail } from "./send-refund-mail.tsx";
import { deliverWebhook } from "./webhooks/deliver-webhook.ts";
import { publishWebhook } from "./webhooks/publish-webhook.ts";

/** The jobs of this service by the name under which they are enqueued. Each is harmless when it runs again (INV-11). */
export const notificationTasks = {
  "send-order-mail": sendOrderMail,
  "send-mail-code": sendMailCode,
  "send-invitation-mail": sendInvitationMail,
  "send-refund-mail": sendRefundMail,
  "send-offer-mail": sendOfferMail,
  "send-account-notice": sendAccountNotice,
  "send-password-reset": sendPasswordReset,
  "erase-mails": eraseMails,
  "publish-webhook": publishWebhook,
} satisfies Record<string, (payload: unknown) => Promise<void>>;

/** Jobs that wait for servers of others. They have a worker of their own, so that no mail waits behind them. */
export const webhookTasks = {
  "deliver-webhook": (payload) => deliverWebhook(payload),
} satisfies Record<string, (payload: unknown) => Promise<void>>;
