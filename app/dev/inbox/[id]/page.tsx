import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MailBody } from "#components/inbox/mail-body";
import { Icon } from "#components/ui/icon";
import { Tabs } from "#components/ui/tabs";
import { readInboxMail } from "#lib/notifications/read-inbox";
import { readableMail } from "#lib/platform/mail-address";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ view?: string }> };

/** One mail, as its reader would see it or as plain text. */
export default async function InboxMailPage({ params, searchParams }: Props) {
  const { id } = await params;
  const mail = await readInboxMail(id);
  if (!mail) notFound();
  const t = await getTranslations("inbox");
  const view = (await searchParams).view === "text" ? "text" : "html";
  return (
    <div className="page-column flex max-w-4xl flex-col gap-4 py-8 sm:py-12">
      <Link
        href="/dev/inbox"
        className="-ml-1 inline-flex min-h-touch w-fit items-center gap-1 text-ink-soft hover:text-ink"
      >
        <Icon name="chevron-left" />
        {t("back")}
      </Link>
      <h1 className="text-heading">{mail.subject}</h1>
      <p className="text-ink-soft">{t("to", { recipient: readableMail(mail.recipient) })}</p>
      <Tabs
        label={t("views")}
        items={[
          { href: `/dev/inbox/${id}`, label: t("html"), current: view === "html" },
          { href: `/dev/inbox/${id}?view=text`, label: t("text"), current: view === "text" },
        ]}
      />
      <MailBody mail={mail} view={view} />
      {mail.calendar ? (
        <details className="rounded-card border border-line p-4">
          <summary className="cursor-pointer font-semibold">{t("calendar")}</summary>
          <pre className="mt-3 whitespace-pre-wrap break-all text-sm">{mail.calendar}</pre>
        </details>
      ) : null}
    </div>
  );
}

export const metadata: Metadata = { robots: { index: false }, referrer: "no-referrer" };
