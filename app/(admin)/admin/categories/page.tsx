import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CategoriesTable } from "#components/admin/categories-table";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { LinkButton } from "#components/ui/link-button";
import { listAdministeredCategories } from "#lib/catalog/categories/edit-categories";
import { administratorHere } from "../../../who-asks.ts";
import { orderCategoriesAction } from "./actions.ts";

/** The categories of events in their order. */
export default async function CategoriesPage() {
  const t = await getTranslations("categories");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <DeskTitle
        title={t("title")}
        lead={t("lead")}
        action={<LinkButton href="/admin/categories/new">{t("make")}</LinkButton>}
      />
      <ClientMessages namespaces={["categories"]}>
        <CategoriesTable categories={await listAdministeredCategories()} save={orderCategoriesAction} />
      </ClientMessages>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("categories"))("title"), robots: { index: false } };
}
