import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { ChangeList } from "#components/price-notes/price-story";
import { StepsForm } from "#components/price-steps/steps-form";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import { listSoldEvents } from "#lib/analytics/list-event-sales";
import { mayActFor } from "#lib/organizations/authority";
import { positiveIntText } from "#lib/platform/input";
import { toMinor } from "#lib/platform/money";
import { readPriceRules } from "#lib/pricing/rules/read-price-rules";
import { readPriceChanges } from "#lib/pricing/steps/explain-prices";
import { readPriceSteps } from "#lib/pricing/steps/read-price-steps";
import type { PriceChangesWire } from "#lib/pricing/steps/step-contract";
import type { SteppedEvent } from "../../../../../../../components/price-steps/step-draft.ts";
import { saleEventHere } from "../sale-event-here.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

const PER_PAGE = 20;
/** The events whose sale can be played again: the newest ones with sales. */
const PAST_MAX = 50;

/** Prices of an event that change by themselves: its steps, a simulated sale, and what changed so far. */
export default async function PriceStepsPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, event, base } = here;
  const page = positiveIntText.safeParse((await searchParams).page).data ?? 1;
  const [read, changes, pastEvents, rules] = await Promise.all([
    readPriceSteps(staff, event.id),
    readPriceChanges(staff, event.id, { page, limit: PER_PAGE }),
    listSoldEvents(organization.id, { without: event.id, limit: PAST_MAX }),
    readPriceRules(staff, event.id),
  ]);
  if (!read.ok || !changes.ok || !rules.ok) notFound();
  const t = await getTranslations("price-steps");
  const { steps } = read;
  const stepped: SteppedEvent = {
    ...{ id: event.id, currency: steps.currency, timeZone: event.timeZone, mustAnnounce: steps.must_announce },
    ...{ salesStartAt: event.salesStartAt, salesEndAt: event.salesEndAt },
    ticketTypes: rules.rules.ticket_types.map(({ id, name }) => ({ id, name })),
    levels: steps.price_levels.map(({ id, name, regular_price: regular, fee }) => ({
      ...{ id, name, regularMinor: minorOf(regular, steps.currency), feeMinor: minorOf(fee, steps.currency) },
    })),
  };
  const mayWrite = mayActFor(staff, organization.id, "event.write").ok;
  return (
    <ClientMessages namespaces={["price-steps", "price-notes", "event-form"]}>
      <DeskTitle
        title={t("title")}
        lead={t("lead")}
        action={
          mayWrite ? (
            <LinkButton href={`${base}/prices`} variant="secondary">
              {t("prices")}
            </LinkButton>
          ) : undefined
        }
      />
      {stepped.levels.length === 0 ? (
        <EmptyState
          title={t("noLevels")}
          action={mayWrite ? <LinkButton href={`${base}/setup?step=prices`}>{t("setLevels")}</LinkButton> : undefined}
        >
          {t("noLevelsText")}
        </EmptyState>
      ) : (
        <>
          <StepsForm
            {...{ event: stepped, steps, mayWrite }}
            pastEvents={pastEvents.map(({ id, title, sold }) => ({ id, title, sold }))}
          />
          <ChangeLog changes={changes.changes} timeZone={event.timeZone} base={base} />
        </>
      )}
    </ClientMessages>
  );
}

async function ChangeLog({ changes, timeZone, base }: { changes: PriceChangesWire; timeZone: string; base: string }) {
  const t = await getTranslations("price-steps.log");
  const { data, meta, currency } = changes;
  return (
    <section aria-labelledby="price-log" className="flex flex-col gap-3">
      <h2 id="price-log" className="text-heading">
        {t("title")}
      </h2>
      <p className="text-ink-soft">{data.length === 0 ? t("empty") : t("lead")}</p>
      <ChangeList changes={data} currency={currency} timeZone={timeZone} label={t("title")} />
      <Pagination
        page={meta.page}
        pageCount={Math.ceil(meta.total / meta.limit)}
        href={(to) => `${base}/price-steps?page=${to}`}
      />
    </section>
  );
}

function minorOf(major: number, currency: string): number {
  return toMinor(major, currency) ?? 0;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("price-steps"))("title"), robots: { index: false } };
}
