import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FeeForm } from "#components/admin/fee-form";
import { FeesTable } from "#components/admin/fees-table";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { Pagination } from "#components/ui/pagination";
import { listOrganizations } from "#lib/organizations/queries";
import { CURRENCIES } from "#lib/platform/currencies";
import { platformFeeQuery } from "#lib/pricing/platform-fees/contract";
import { listPlatformFees } from "#lib/pricing/platform-fees/list-platform-fees";
import { administratorHere } from "../../../who-asks.ts";
import { setFeeAction } from "./actions.ts";

type Props = { searchParams: Promise<{ page?: string | string[] }> };

/** What the platform takes of sales, and the form of new terms. */
export default async function FeesPage({ searchParams }: Props) {
  const t = await getTranslations("platform");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const asked = platformFeeQuery.safeParse({ page: (await searchParams).page });
  const [{ data, meta }, organizations] = await Promise.all([
    listPlatformFees(asked.success ? asked.data : {}),
    listOrganizations({ isAdmin: true, roles: [] }),
  ]);
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <DeskTitle title={t("fees.title")} lead={t("fees.lead")} />
      <FeeForm
        action={setFeeAction}
        organizations={organizations.map(({ id, name }) => ({ id, name }))}
        currencies={[...CURRENCIES].toSorted()}
      />
      <FeesTable fees={data} />
      <Pagination
        page={meta.page}
        pageCount={Math.ceil(meta.total / meta.limit)}
        href={(page) => `/admin/fees?page=${page}`}
      />
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("platform"))("fees.title"), robots: { index: false } };
}
