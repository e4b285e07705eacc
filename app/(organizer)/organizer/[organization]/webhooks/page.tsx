import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { WebhookForm } from "#components/organizer/webhook-form";
import { WebhookTable } from "#components/organizer/webhook-table";
import { EmptyState } from "#components/ui/empty-state";
import { listWebhooks } from "#lib/notifications/webhooks/list-webhooks";
import { deskHere } from "../../../../who-asks.ts";
import { addWebhookAction } from "./actions.ts";

type Props = { params: Promise<{ organization: string }> };

/** Where the organization's own programs hear of what happens. */
export default async function WebhooksPage({ params }: Props) {
  const { organization: slug } = await params;
  const t = await getTranslations("webhooks");
  const apiDocs = (await getTranslations("desk.palette"))("api");
  const desk = await deskHere(slug, "webhook.manage");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const listed = await listWebhooks(desk.staff, desk.organization.id);
  const webhooks = listed.ok ? listed.webhooks : [];
  return (
    <ClientMessages namespaces={["webhooks"]}>
      <DeskTitle title={t("title")} lead={t("lead")} help={{ href: "/docs/api", label: apiDocs }} />
      {webhooks.length > 0 ? (
        <WebhookTable webhooks={webhooks} base={`/organizer/${slug}/webhooks`} />
      ) : (
        <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
      )}
      <WebhookForm send={addWebhookAction.bind(null, { organization: slug })} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("title"), robots: { index: false } };
}
