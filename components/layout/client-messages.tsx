import { type Messages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { MoreMessages } from "#components/layout/more-messages";

// Texts of the page frame in the browser: dialogs, toasts, the error page, and names of seats, which stand on many pages.
const FRAME = ["common", "ui", "errors", "seat-name"] as const;

type Namespace = keyof Messages;

/**
 * Gives the named texts to the client components below it, besides what those above were given. Only these travel to the browser, so
 * a page that needs three namespaces does not pay for twenty. Server components read every text without this. The root layout
 * names none and gives the frame's.
 */
export async function ClientMessages({
  namespaces,
  children,
}: {
  namespaces?: readonly Namespace[];
  children: ReactNode;
}) {
  const all = await getMessages();
  const sent = Object.fromEntries((namespaces ?? FRAME).map((name) => [name, all[name]]));
  if (namespaces) return <MoreMessages messages={sent}>{children}</MoreMessages>;
  return <NextIntlClientProvider messages={sent}>{children}</NextIntlClientProvider>;
}
