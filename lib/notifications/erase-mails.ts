import { z } from "zod";
import { email } from "#lib/platform/input";
import type { Subscriber } from "#lib/platform/outbox/fact";
import { emptyMailsTo, listMailsTo } from "./mail-record-store.ts";

const payloadShape = z.object({ email });

/** Empties our record of the mails to an address whose owner asked to be forgotten, once no order of theirs is open. */
export const mailEraser: Subscriber = {
  name: "mail-eraser",
  types: ["buyer.erased"],
  handle: async ({ payload }) => emptyMailsTo(payloadShape.parse(payload).email),
};

export const mailExport = z.object({ subject: z.string(), sent_at: z.iso.datetime() });

/** What we wrote to an address, newest first, as its owner takes it away. */
export async function exportMails(recipient: string): Promise<z.infer<typeof mailExport>[]> {
  const rows = await listMailsTo(recipient);
  return rows.map(({ subject, createdAt }) => ({ subject, sent_at: createdAt.toISOString() }));
}
