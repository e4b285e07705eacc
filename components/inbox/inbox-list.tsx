import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import type { InboxEntry } from "#lib/notifications/contract";
import { readableMail } from "#lib/platform/mail-address";
import { dateText } from "../ui/date-text.ts";
import { templateKey } from "./template-key.ts";

/** Mails as lines, newest first. Times are UTC, as in the logs beside which they are read. */
export function InboxList({ mails }: { mails: readonly InboxEntry[] }) {
  const t = useTranslations("inbox");
  const locale = useLocale();
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-raised">
      {mails.map((mail) => (
        <li key={mail.id}>
          <Link
            href={`/dev/inbox/${mail.id}`}
            className="flex min-h-touch flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken sm:px-5"
          >
            <Badge>{t(`template.${templateKey(mail.template)}`)}</Badge>
            <span className="min-w-0 flex-[1_1_16rem]">
              <span className="block font-semibold">{mail.subject}</span>
              <span className="block truncate text-ink-soft text-sm">
                {t("to", { recipient: readableMail(mail.recipient) })}
              </span>
            </span>
            <time dateTime={mail.sentAt} className="tabular text-ink-soft text-sm">
              {dateText(mail.sentAt, { timeZone: "UTC", style: "short", locale })} UTC
            </time>
          </Link>
        </li>
      ))}
    </ul>
  );
}
