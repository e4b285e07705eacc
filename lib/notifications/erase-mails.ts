import { z } from "zod";
import { email } from "#lib/platform/input";
import { emptyMailsTo, listMailsTo } from "./mail-record-store.ts";

const payloadShape = z.object({ email });

/** The job that empties our record of the mails to an address whose owner asked to be forgotten. Harmless when it runs again. */
export async function eraseMails(payload: unknown): Promise<void> {
  await emptyMailsTo(payloadShape.parse(payload).email);
}

export const mailExport = z.object({ subject: z.string(), sent_at: z.iso.datetime() });

/** What we wrote to an address, newest first, as its owner takes it away. */
export async function exportMails(recipient: string): Promise<z.infer<typeof mailExport>[]> {
  const rows = await listMailsTo(recipient);
  return rows.map(({ subject, createdAt }) => ({ subject, sent_at: createdAt.toISOString() }));
}
