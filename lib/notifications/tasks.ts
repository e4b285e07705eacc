import { sendMailCode } from "./send-mail-code.tsx";
import { sendOfferMail } from "./send-offer-mail.tsx";
import { sendOrderMail } from "./send-order-mail.tsx";
import { sendRefundMail } from "./send-refund-mail.tsx";

/** The jobs of this service by the name under which they are enqueued. Each is harmless when it runs again (INV-11). */
export const notificationTasks = {
  "send-order-mail": sendOrderMail,
  "send-mail-code": sendMailCode,
  "send-refund-mail": sendRefundMail,
  "send-offer-mail": sendOfferMail,
} satisfies Record<string, (payload: unknown) => Promise<void>>;
