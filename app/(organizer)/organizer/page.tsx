import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskTitle } from "#components/desk/desk-title";
import { OrganizationList } from "#components/organizer/organization-list";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { listOrganizations } from "#lib/organizations/queries";
import { DeskFrame } from "../../desk-frame.tsx";
import { staffHere } from "../../who-asks.ts";

/** Which organization to work for; who has only one is there at once. */
export default async function OrganizerPage() {
  const [t, words] = await Promise.all([getTranslations("organizer"), getTranslations("desk")]);
  const staff = await staffHere("/organizer");
  const organizations = staff ? await listOrganizations(staff) : [];
  const [only] = organizations;
  if (only && organizations.length === 1) redirect(`/organizer/${only.slug}`);
  return (
    <DeskFrame>
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-8">
        <DeskTitle
          title={t("choose.title")}
          action={
            staff?.isAdmin ? (
              <LinkButton href="/admin" variant="secondary">
                {words("switch.admin")}
              </LinkButton>
            ) : null
          }
        />
        {organizations.length > 0 ? (
          <OrganizationList organizations={organizations} />
        ) : (
          <EmptyState title={t("choose.empty")} action={<LinkButton href="/sell">{t("choose.sell")}</LinkButton>}>
            {t("choose.emptyText")}
          </EmptyState>
        )}
      </div>
    </DeskFrame>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("choose.title"), robots: { index: false } };
}
