import { z } from "zod";
import { uuid } from "#lib/platform/input";
import type { Subscriber } from "#lib/platform/outbox/fact";
import { sendWaiterMail } from "./send-waiter-mail.tsx";

const payloadShape = z.object({ userId: uuid, hadSeats: z.boolean() });

/** Writes to people who waited for seats of a cancelled event, or held some. */
export const waiterMails: Subscriber = {
  name: "waiter-mails",
  types: ["waiter.called_off"],
  handle: ({ eventId, payload }) => sendWaiterMail({ eventId, ...payloadShape.parse(payload) }),
  atOnce: 3,
};
