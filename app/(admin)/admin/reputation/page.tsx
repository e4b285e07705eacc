import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReputationTable } from "#components/admin/reputation-table";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { EmptyState } from "#components/ui/empty-state";
import { readReputation } from "#lib/protection/reputation/read-reputation";
import { administratorHere } from "../../../who-asks.ts";

/** The lists of known networks and mail domains that raise the risk of a request. */
export default async function ReputationPage() {
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const [t, lists] = await Promise.all([getTranslations("reputation"), readReputation()]);
  return (
    <ClientMessages namespaces={["reputation"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      {lists.length === 0 ? (
        <EmptyState title={t("none.title")}>{t("none.text")}</EmptyState>
      ) : (
        <ReputationTable lists={lists} />
      )}
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reputation"))("title"), robots: { index: false } };
}
