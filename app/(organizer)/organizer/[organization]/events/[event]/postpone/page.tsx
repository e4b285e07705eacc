import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { PostponeForm } from "#components/event-form/postpone-form";
import { ClientMessages } from "#components/layout/client-messages";
import { ChangeReport } from "#components/organizer/change-report";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { readChangeReport } from "#lib/notifications/change-report/read-change-report";
import { previewEventChange } from "#lib/orders/changing-event/preview-event-change";
import { isOpenDate } from "#lib/platform/open-date";
import { saleEventHere } from "../sale-event-here.ts";
import { postponeAction } from "./postpone-action.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** Puts an event off without a new date: what will happen, before it does. */
export default async function PostponePage({ params }: Props) {
  const here = await saleEventHere(await params, "event.write");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, row, base } = here;
  const t = await getTranslations("event-form.postpone");
  const preview = await previewEventChange(staff, row.id, { status: "postponed" });
  const isOpen = isOpenDate(row.startsAt);
  const changed = isOpen ? await readChangeReport(staff, row.id) : undefined;
  const bound = { organization: organization.slug, event: String(row.id) };
  return (
    <ClientMessages namespaces={["event-form"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      {preview.ok && !isOpen ? (
        <PostponeForm
          send={postponeAction.bind(null, bound)}
          effects={preview.effects}
          hasPolicy={row.refundUntilHours !== null}
          timeZone={row.timeZone}
        />
      ) : (
        <Notice
          title={t(isOpen ? "isPostponed" : "cannot")}
          action={
            <LinkButton variant="secondary" href={isOpen ? `${base}/details#event-when` : base}>
              {t(isOpen ? "setDate" : "toEvent")}
            </LinkButton>
          }
        >
          {isOpen ? t("isPostponedText") : null}
        </Notice>
      )}
      {changed?.ok ? (
        <ChangeReport report={changed.report} timeZone={row.timeZone} href={(part) => `${base}?mails=${part}`} />
      ) : null}
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("event-form.postpone"))("title"), robots: { index: false } };
}
