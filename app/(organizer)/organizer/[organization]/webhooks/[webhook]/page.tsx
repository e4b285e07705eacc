import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { DeliveryTable } from "#components/organizer/delivery-table";
import { WebhookForm } from "#components/organizer/webhook-form";
import { WebhookState } from "#components/organizer/webhook-state";
import { WebhookTools } from "#components/organizer/webhook-tools";
import { Notice } from "#components/ui/notice";
import { Pagination } from "#components/ui/pagination";
import { listWebhookDeliveries } from "#lib/notifications/webhooks/list-webhook-deliveries";
import { deliveriesQuery } from "#lib/notifications/webhooks/webhook-contract";
import { uuid } from "#lib/platform/input";
import { dateText } from "../../../../../../components/ui/date-text.ts";
import { deskHere } from "../../../../../who-asks.ts";
import {
  changeWebhookAction,
  pingWebhookAction,
  removeWebhookAction,
  replayWebhookAction,
  rotateWebhookAction,
  switchWebhookAction,
} from "../actions.ts";

type Props = {
  params: Promise<{ organization: string; webhook: string }>;
  searchParams: Promise<{ page?: string | string[]; state?: string | string[] }>;
};

const PER_PAGE = 20;

/** One webhook: the log of what was sent to it, and what can be changed about it. */
export default async function WebhookPage({ params, searchParams }: Props) {
  const { organization: slug, webhook: given } = await params;
  const id = uuid.safeParse(given);
  if (!id.success) notFound();
  const t = await getTranslations("webhooks");
  const desk = await deskHere(slug, "webhook.manage");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const { state, page } = readAddress(await searchParams);
  const key = { organizationId: desk.organization.id, id: id.data };
  const listed = await listWebhookDeliveries(desk.staff, key, { state, page, limit: PER_PAGE });
  if (!listed.ok) notFound();
  const { webhook, list } = listed;
  const here = `/organizer/${slug}/webhooks`;
  const bound = { organization: slug, webhook: webhook.id };
  const moment = await momentText();
  return (
    <ClientMessages namespaces={["webhooks"]}>
      <DeskTitle
        crumbs={[{ href: here, label: t("title") }]}
        title={new URL(webhook.url).host}
        lead={<span className="break-all">{webhook.url}</span>}
        action={<WebhookState webhook={webhook} />}
      />
      {webhook.disabled_reason === "gone" ? (
        <Notice tone="warn" title={t("gone.title")}>
          {t("gone.text")}
        </Notice>
      ) : null}
      <section className="flex flex-col gap-3">
        <h2 className="text-heading">{t("log.title")}</h2>
        <DeliveryTable
          deliveries={list.data}
          replay={replayWebhookAction.bind(null, bound)}
          isOn={webhook.enabled}
          isFiltered={state !== undefined}
        />
        <Pagination
          page={page}
          pageCount={Math.ceil(list.meta.total / PER_PAGE)}
          href={(to) =>
            `${here}/${webhook.id}?${new URLSearchParams({ ...(state ? { state } : {}), page: String(to) })}`
          }
        />
      </section>
      <WebhookTools
        isOn={webhook.enabled}
        oldSecretUntil={moment(webhook.old_secret_until)}
        ping={pingWebhookAction.bind(null, bound)}
        toggle={switchWebhookAction.bind(null, bound)}
        rotate={rotateWebhookAction.bind(null, bound)}
        remove={removeWebhookAction.bind(null, bound)}
      />
      <WebhookForm send={changeWebhookAction.bind(null, bound)} webhook={webhook} />
    </ClientMessages>
  );
}

/** Which part of the log the address asks for; what does not fit is left out. */
function readAddress({ state, page }: Awaited<Props["searchParams"]>) {
  const { shape } = deliveriesQuery;
  return { state: shape.state.catch(undefined).parse(state), page: shape.page.catch(undefined).parse(page) ?? 1 };
}

async function momentText(): Promise<(at: string | null) => string | undefined> {
  const locale = await getLocale();
  return (at) => (at === null ? undefined : `${dateText(at, { timeZone: "UTC", style: "short", locale })} UTC`);
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("title"), robots: { index: false } };
}
