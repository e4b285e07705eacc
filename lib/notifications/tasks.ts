import { sendInvitationMail } from "./send-invitation-mail.tsx";
import { sendMailCode } from "./send-mail-code.tsx";
import { sendAdministratorLink, sendPasswordReset } from "./send-password-link.tsx";
import { deliverWebhook } from "./webhooks/deliver-webhook.ts";

/** The jobs of this service by the name under which they are enqueued. Each is harmless when it runs again (INV-11). */
export const notificationTasks = {
  "send-mail-code": sendMailCode,
  "send-invitation-mail": sendInvitationMail,
  "send-password-reset": sendPasswordReset,
  "send-administrator-link": sendAdministratorLink,
} satisfies Record<string, (payload: unknown) => Promise<void>>;

/** Jobs that wait for servers of others. They have a worker of their own, so that no mail waits behind them. */
export const webhookTasks = {
  "deliver-webhook": (payload) => deliverWebhook(payload),
} satisfies Record<string, (payload: unknown) => Promise<void>>;
