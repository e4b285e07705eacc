import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { LiveBoard } from "#components/organizer/board/live-board";
import { CancellationReport } from "#components/organizer/cancellation-report";
import { ChangeReport } from "#components/organizer/change-report";
import { EventFigures } from "#components/organizer/event-figures";
import { FailedRefunds } from "#components/organizer/failed-refunds";
import { SaleSwitch } from "#components/organizer/sale-switch";
import { PreviewLink } from "#components/preview/preview-link";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { Pagination } from "#components/ui/pagination";
import { readBoard } from "#lib/analytics/board/read-board";
import { findEventSales } from "#lib/analytics/list-event-sales";
import { readPreviewLink } from "#lib/catalog/preview/make-preview-link";
import { readChangeReport } from "#lib/notifications/change-report/read-change-report";
import { cancellationParams, cancellationQuery } from "#lib/orders/cancelling/cancellation-contract";
import { readCancellation } from "#lib/orders/cancelling/read-cancellation";
import { readFailedRefunds } from "#lib/orders/refunding/read-failed-refunds";
import { mayActFor } from "#lib/organizations/authority";
import { readSalePause } from "#lib/reservations/pause-sale";
import { deskHere, eventHere } from "../../../../../who-asks.ts";
import { resendCancellationAction, resendRefundsAction } from "./actions.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<Partial<Record<"page" | "refunds" | "mails" | "published", string | string[]>>>;
};

const PER_PAGE = 20;

/** One event: how it sells and, once it is cancelled, what was given back. */
export default async function OrganizerEventPage({ params, searchParams }: Props) {
  const { organization: slug, event: given } = await params;
  const id = cancellationParams.safeParse({ id: given });
  const desk = await deskHere(slug, "event.read");
  if (!desk.ok) return null;
  const event = id.success && (await findEventSales(desk.staff, desk.organization.id, id.data.id));
  if (!event) notFound();
  const { page, refunds, mails, published } = await searchParams;
  const [read, failed, changed, preview, pause, board] = await Promise.all([
    readCancellation(desk.staff, event.id, pagingOf(page)),
    readFailedRefunds(desk.staff, event.id, pagingOf(refunds)),
    readChangeReport(desk.staff, event.id, pagingOf(mails)),
    event.state === "draft" ? readPreviewLink(desk.staff, event.id) : undefined,
    readSalePause(desk.staff, event.id),
    event.state === "draft" ? undefined : readBoard(desk.staff, event.id),
  ]);
  const t = await getTranslations("cancellation");
  const may = (permission: "order.read" | "order.refund" | "event.write") =>
    mayActFor(desk.staff, desk.organization.id, permission).ok;
  const mayWrite = may("event.write");
  return (
    <ClientMessages namespaces={["board", "cancellation", "preview", "sale-pause"]}>
      <DeskTitle
        title={t("overview")}
        action={
          event.state === "draft" ? (
            mayWrite ? (
              <LinkButton href={`/organizer/${slug}/events/${event.id}/setup`}>{t("finishDraft")}</LinkButton>
            ) : null
          ) : (
            <LinkButton href={`/events/${event.slug}`} variant="secondary">
              {t("shop")}
            </LinkButton>
          )
        }
      />
      {published === undefined || event.state === "draft" ? null : (
        <Notice tone="good" title={t("published.title")}>
          {t("published.text")}
        </Notice>
      )}
      <EventFigures event={event} base={`/organizer/${slug}/events`} />
      {board?.ok ? (
        <LiveBoard
          first={board.board}
          moves={event.state !== "cancelled" && event.state !== "ended"}
          title={event.title}
          timeZone={event.timeZone}
          paths={{
            event: `/organizer/${slug}/events/${event.id}`,
            events: `/organizer/${slug}/events`,
            orders: may("order.read") ? `/organizer/${slug}/orders?event_id=${event.id}` : null,
          }}
        />
      ) : null}
      {pause.ok && (pause.isRunning || pause.sale.is_paused) ? (
        <SaleSwitch event={event} sale={pause.sale} maySet={mayWrite} />
      ) : null}
      {preview?.ok ? <PreviewLink event={event} link={preview.link} mayWrite={mayWrite} /> : null}
      {failed.ok ? (
        <FailedRefunds
          refunds={failed.failed}
          timeZone={event.timeZone}
          base={may("order.read") ? `/organizer/${slug}/orders` : null}
          resend={may("order.refund") ? resendRefundsAction.bind(null, { organization: slug, event: given }) : null}
          pagination={
            <Pagination
              page={pagingOf(refunds).page}
              pageCount={Math.ceil(failed.total / PER_PAGE)}
              href={(page) => `/organizer/${slug}/events/${event.id}?refunds=${page}`}
            />
          }
        />
      ) : null}
      {changed.ok && !read.ok ? (
        <ChangeReport
          report={changed.report}
          timeZone={event.timeZone}
          href={(part) => `/organizer/${slug}/events/${event.id}?mails=${part}`}
        />
      ) : null}
      {read.ok ? (
        <CancellationReport
          report={read.report}
          timeZone={event.timeZone}
          href={(page) => `/organizer/${slug}/events/${event.id}?page=${page}`}
          resend={
            may("order.refund") ? resendCancellationAction.bind(null, { organization: slug, event: given }) : null
          }
        />
      ) : null}
    </ClientMessages>
  );
}

function pagingOf(page: string | string[] | undefined): { page: number; limit: number } {
  const asked = cancellationQuery.safeParse({ page });
  return { page: (asked.success && asked.data.page) || 1, limit: PER_PAGE };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { organization, event } = await params;
  const desk = await deskHere(organization, "event.read");
  const found = desk.ok && (await eventHere(desk.organization.id, event));
  return { title: found ? found.title : "", robots: { index: false } };
}
