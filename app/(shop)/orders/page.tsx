import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { OrderList } from "#components/orders/order-list";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import { identify } from "#lib/identity/identify";
import { listOrders } from "#lib/orders/reading/queries";

const PAGE_SIZE = 20;

/** Everything this person bought, in the account and in this browser. */
export default async function OrdersPage({ searchParams }: { searchParams: Promise<{ page?: string }> }) {
  const t = await getTranslations("orders");
  const person = await identify(await headers());
  const page = Number.parseInt((await searchParams).page ?? "1", 10) || 1;
  const { data, meta } = await listOrders(person, { page, limit: PAGE_SIZE });
  const signInLink = (text: React.ReactNode) => (
    <Link href="/sign-in?next=/orders" className="font-semibold text-ink underline underline-offset-4">
      {text}
    </Link>
  );
  return (
    <div className="page-column flex max-w-5xl flex-col gap-6 py-8 sm:py-12">
      <h1 className="text-title">{t("title")}</h1>
      {person.userId ? null : <p className="text-ink-soft">{t.rich("signedOut", { link: signInLink })}</p>}
      {data.length > 0 ? (
        <OrderList orders={data} />
      ) : (
        <EmptyState title={t("empty.title")} action={<LinkButton href="/">{t("empty.action")}</LinkButton>}>
          {t("empty.text")}
        </EmptyState>
      )}
      <Pagination page={meta.page} pageCount={Math.ceil(meta.total / meta.limit)} href={(to) => `/orders?page=${to}`} />
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title"), robots: { index: false } };
}
