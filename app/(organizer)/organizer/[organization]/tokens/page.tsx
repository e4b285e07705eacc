import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { TokenForm } from "#components/organizer/token-form";
import { TokenRow } from "#components/organizer/token-row";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { listPersonalTokens } from "#lib/organizations/tokens/list-personal-tokens";
import { scopesHeld } from "#lib/organizations/tokens/make-personal-token";
import { dateText } from "../../../../../components/ui/date-text.ts";
import { deskHere } from "../../../../who-asks.ts";
import { makeTokenAction, revokeTokenAction } from "./actions.ts";

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
  const tokens = listed.ok ? listed.tokens : [];
  const locale = await getLocale();
  const now = new Date().toISOString();
  const day = (at: string) => dateText(at, { timeZone: "UTC", style: "date", locale });
  const moment = (at: string) => `${dateText(at, { timeZone: "UTC", style: "short", locale })} UTC`;
  return (
    <ClientMessages namespaces={["tokens"]}>
      <DeskTitle title={t("title")} lead={t("lead")} help={{ href: "/docs/api", label: apiDocs }} />
      <TokenForm
        make={makeTokenAction.bind(null, { organization: slug })}
        scopes={scopesHeld(staff, organization.id)}
      />
      {tokens.length > 0 ? (
        <Card flush>
          <ul aria-label={t("title")} className="divide-y divide-line">
            {tokens.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                dates={{
                  made: day(token.created_at),
                  used: token.last_used_at === null ? undefined : moment(token.last_used_at),
                  ends: token.expires_at === null ? undefined : day(token.expires_at),
                }}
                isOver={token.expires_at !== null && token.expires_at < now}
                revoke={revokeTokenAction.bind(null, { organization: slug })}
              />
            ))}
          </ul>
        </Card>
      ) : (
        <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
      )}
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tokens"))("title"), robots: { index: false } };
}
