import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { TokenForm } from "#components/organizer/token-form";
import { TokenTable } from "#components/organizer/token-table";
import { listPersonalTokens } from "#lib/organizations/tokens/list-personal-tokens";
import { scopesHeld } from "#lib/organizations/tokens/make-personal-token";
import { deskHere } from "../../../../who-asks.ts";
import { makeTokenAction, revokeTokensAction } from "./actions.ts";

type Props = { params: Promise<{ organization: string }> };

/** The tokens with which programs act for the organization. */
export default async function TokensPage({ params }: Props) {
  const { organization: slug } = await params;
  const t = await getTranslations("tokens");
  const apiDocs = (await getTranslations("desk.palette"))("api");
  const desk = await deskHere(slug, "token.manage");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const { organization, staff } = desk;
  const listed = await listPersonalTokens(staff, organization.id);
  return (
    <ClientMessages namespaces={["tokens"]}>
      <DeskTitle title={t("title")} lead={t("lead")} help={{ href: "/docs/api", label: apiDocs }} />
      <TokenForm
        make={makeTokenAction.bind(null, { organization: slug })}
        scopes={scopesHeld(staff, organization.id)}
      />
      <TokenTable
        tokens={listed.ok ? listed.tokens : []}
        now={new Date().toISOString()}
        revoke={revokeTokensAction.bind(null, { organization: slug })}
      />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tokens"))("title"), robots: { index: false } };
}
