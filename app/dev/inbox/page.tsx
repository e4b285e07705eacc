import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { InboxList } from "#components/inbox/inbox-list";
import { InboxSearch } from "#components/inbox/inbox-search";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import { readInbox } from "#lib/notifications/read-inbox";

const PAGE_SIZE = 25;

type Props = { searchParams: Promise<{ to?: string; page?: string }> };

/** Every mail the house would have sent, where no mail server is set up. */
export default async function InboxPage({ searchParams }: Props) {
  const query = await searchParams;
  const recipient = typeof query.to === "string" ? query.to.trim().slice(0, 254) : "";
  const page = Number.parseInt(query.page ?? "1", 10) || 1;
  const inbox = await readInbox({ recipient, page, limit: PAGE_SIZE });
  if (!inbox) notFound();
  const t = await getTranslations("inbox");
  const { data, meta } = inbox;
  return (
    <div className="page-column flex max-w-4xl flex-col gap-6 py-8 sm:py-12">
      <h1 className="text-title">{t("title")}</h1>
      <p className="max-w-prose text-ink-soft">{t("intro")}</p>
      <InboxSearch recipient={recipient} />
      <p role="status" className="text-ink-soft text-sm">
        {t("count", { count: meta.total })}
      </p>
      {data.length > 0 ? (
        <InboxList mails={data} />
      ) : recipient ? (
        <EmptyState title={t("none.title")} action={<LinkButton href="/dev/inbox">{t("all")}</LinkButton>}>
          {t("none.text", { recipient })}
        </EmptyState>
      ) : (
        <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
      )}
      <Pagination
        page={meta.page}
        pageCount={Math.ceil(meta.total / meta.limit)}
        href={(to) =>
          `/dev/inbox?${new URLSearchParams({ ...(recipient ? { to: recipient } : {}), page: String(to) })}`
        }
      />
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("inbox"))("title"), robots: { index: false } };
}
