import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DecisionForm } from "#components/admin/decision-form";
import { SuspensionForm } from "#components/admin/suspension-form";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { LinkButton } from "#components/ui/link-button";
import { readOrganization } from "#lib/organizations/administration/list-organizations";
import { uuid } from "#lib/platform/input";
import { administratorHere } from "../../../../who-asks.ts";
import {
  approveOrganizationAction,
  refuseOrganizationAction,
  resumeOrganizationAction,
  suspendOrganizationAction,
} from "../actions.ts";

type Props = { params: Promise<{ organization: string }> };

/** One organization: the way to its own pages and to its members, and whether it may sell. */
export default async function OrganizationPage({ params }: Props) {
  const t = await getTranslations("platform");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const id = uuid.safeParse((await params).organization);
  const read = id.success ? await readOrganization(id.data) : undefined;
  if (!read?.ok) notFound();
  const { organization } = read;
  const { name, slug, members, events } = organization;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <DeskTitle
        title={name}
        lead={t("organization.lead", { members, events })}
        crumbs={[{ href: "/admin/organizations", label: t("organizations.title") }]}
      />
      <div className="flex flex-wrap gap-3">
        <LinkButton variant="secondary" href={`/organizer/${slug}`}>
          {t("organization.open")}
        </LinkButton>
        <LinkButton variant="secondary" href={`/organizer/${slug}/members`}>
          {t("organization.invite")}
        </LinkButton>
      </div>
      {organization.status === "pending" || organization.status === "refused" ? (
        <DecisionForm
          organization={organization}
          approve={approveOrganizationAction}
          refuse={refuseOrganizationAction}
        />
      ) : (
        <SuspensionForm
          organization={organization}
          suspend={suspendOrganizationAction}
          resume={resumeOrganizationAction}
        />
      )}
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("platform"))("organizations.title"), robots: { index: false } };
}
