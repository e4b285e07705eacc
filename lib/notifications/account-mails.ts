import { z } from "zod";
import { email, uuid } from "#lib/platform/input";
import type { Subscriber } from "#lib/platform/outbox/fact";
import { sendAccountNotice } from "./send-account-notice.tsx";
import { NOTICES } from "./templates/notice-mail.tsx";

const payloadShape = z.object({ userId: uuid.nullable(), recipient: email.optional() });

/** Writes to the owner of an account what happened to it. */
export const accountMails: Subscriber = {
  name: "account-mails",
  types: NOTICES.map((kind) => `account.${kind}`),
  handle: async ({ type, payload, at }) => {
    const kind = NOTICES.find((each) => type === `account.${each}`);
    if (kind) await sendAccountNotice({ ...payloadShape.parse(payload), kind, at: at.toISOString() });
  },
};
