"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EventFormNotice } from "#components/event-form/event-form-notice";
import { Card } from "#components/ui/card";
import { LinkButton } from "#components/ui/link-button";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { OrganizerEvent } from "#lib/catalog/event-contract";
import { toMinor } from "#lib/platform/money";
import { dateText } from "../ui/date-text.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { EventFormAction, EventFormState } from "./event-form-state.ts";
import type { Missing } from "./missing.ts";

type Shown = Pick<
  OrganizerEvent,
  | "title"
  | "subtitle"
  | "venue"
  | "start_time"
  | "end_time"
  | "doors_time"
  | "sales_start_time"
  | "sales_end_time"
  | "price_levels"
  | "currency"
  | "availability"
  | "revision"
>;

/** The last step: the event in short, what is missing, and the sale. */
export function PublishDraft(props: {
  send: EventFormAction;
  event: Shown;
  missing: readonly Missing[];
  /** The address of the steps. */
  setup: string;
  /** Where a draft that is left for later stands. */
  later: string;
}) {
  const t = useTranslations("event-form.publish");
  const [state, send] = useFormAction<EventFormState>(props.send, {});
  const { event, missing } = props;
  return (
    <form action={send} className="flex flex-col gap-5">
      <input type="hidden" name="revision" value={event.revision} />
      <EventFormNotice state={state} />
      {state.conflict ? (
        <Notice tone="warn" urgent>
          {t("edited", { name: state.conflict.changedBy ?? t("nobody") })}
        </Notice>
      ) : null}
      <Card>
        <section aria-labelledby="event-summary" className="flex flex-col gap-5">
          <h2 id="event-summary" className="break-words text-heading">
            {event.title}
          </h2>
          <Summary event={event} />
        </section>
      </Card>
      {missing.length > 0 ? (
        <Notice tone="warn" title={t("missing")}>
          <ul className="flex flex-col gap-1">
            {missing.map(({ what, step }) => (
              <li key={what}>
                {t(`missingOf.${what}`)}{" "}
                {step ? (
                  <Link href={`${props.setup}?step=${step}`} className="font-semibold underline underline-offset-4">
                    {t("toStep")}
                  </Link>
                ) : null}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Notice tone="good">{t("ready")}</Notice>
      )}
      <div className="flex flex-wrap justify-end gap-3">
        <LinkButton href={props.later} variant="secondary" size="lg">
          {t("later")}
        </LinkButton>
        {missing.length > 0 ? null : (
          <SubmitButton size="lg" pendingText={t("pending")}>
            {t("publish")}
          </SubmitButton>
        )}
      </div>
    </form>
  );
}

function Summary({ event }: { event: Shown }) {
  const t = useTranslations("event-form.publish");
  const locale = useLocale();
  const at = (iso: string) => dateText(iso, { timeZone: event.venue.time_zone, style: "full", locale });
  return (
    <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <Fact name={t("where")}>{`${event.venue.name}, ${event.venue.city}`}</Fact>
      <Fact name={t("places")}>{event.availability.total_seats}</Fact>
      <Fact name={t("start")}>{at(event.start_time)}</Fact>
      <Fact name={t("end")}>{at(event.end_time)}</Fact>
      <Fact name={t("doors")}>{at(event.doors_time)}</Fact>
      <Fact name={t("sale")}>
        {t("saleFromTo", { from: at(event.sales_start_time), to: at(event.sales_end_time) })}
      </Fact>
      <Fact name={t("prices")}>
        {event.price_levels.length === 0 ? (
          "–"
        ) : (
          <ul>
            {event.price_levels.map(({ id, name, price }) => (
              <li key={id}>
                {name}:{" "}
                {price === 0 ? (
                  t("free")
                ) : (
                  <Money minor={toMinor(price, event.currency) ?? 0} currency={event.currency} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-sm">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
