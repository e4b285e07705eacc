import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CategoryForm } from "#components/admin/category-form";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { administratorHere } from "../../../../who-asks.ts";
import { createCategoryAction } from "../actions.ts";

/** Makes a category. */
export default async function NewCategoryPage() {
  const t = await getTranslations("categories");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <DeskTitle title={t("make")} lead={t("makeLead")} crumbs={[{ href: "/admin/categories", label: t("title") }]} />
      <ClientMessages namespaces={["categories"]}>
        <CategoryForm action={createCategoryAction} />
      </ClientMessages>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("categories"))("make"), robots: { index: false } };
}
