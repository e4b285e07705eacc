import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrganizationForm } from "#components/admin/organization-form";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { administratorHere } from "../../../../who-asks.ts";
import { createOrganizationAction } from "../actions.ts";

/** Makes an organization. */
export default async function NewOrganizationPage() {
  const t = await getTranslations("platform");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <DeskTitle
        title={t("make.title")}
        lead={t("make.lead")}
        crumbs={[{ href: "/admin/organizations", label: t("organizations.title") }]}
      />
      <OrganizationForm action={createOrganizationAction} />
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("platform"))("make.title"), robots: { index: false } };
}
