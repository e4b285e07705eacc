import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ArchiveCategory } from "#components/admin/archive-category";
import { CategoryForm } from "#components/admin/category-form";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { categoryParams } from "#lib/catalog/categories/contract";
import { readAdministeredCategory } from "#lib/catalog/categories/edit-categories";
import { textFor } from "#lib/platform/localized-text";
import { administratorHere } from "../../../../who-asks.ts";
import { archiveCategoryAction, saveCategoryAction } from "../actions.ts";

type Props = { params: Promise<{ slug: string }> };

/** One category: its names, its drawing, and whether it is offered. */
export default async function CategoryPage({ params }: Props) {
  const t = await getTranslations("categories");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const asked = categoryParams.safeParse(await params);
  const read = asked.success ? await readAdministeredCategory(asked.data.slug) : undefined;
  if (!read?.ok) notFound();
  const { category } = read;
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <DeskTitle
        title={textFor(category.names, await getLocale())?.text ?? category.slug}
        lead={t("oneLead", { count: category.events, slug: category.slug })}
        crumbs={[{ href: "/admin/categories", label: t("title") }]}
      />
      <ClientMessages namespaces={["categories"]}>
        <CategoryForm action={saveCategoryAction} category={category} />
        <ArchiveCategory action={archiveCategoryAction} category={category} />
      </ClientMessages>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("categories"))("title"), robots: { index: false } };
}
