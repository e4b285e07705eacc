"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { CodeField } from "#components/access/code-form";
import { SubmitButton } from "#components/ui/submit-button";
import type { OwnAccessWire } from "#lib/seating/access/access-contract";
import type { EnterCode } from "#lib/seating/access/code-form-state";
import { dateText } from "../ui/date-text.ts";

/** What a buyer may buy besides what is on sale to everybody, and the field for a code. */
export function AccessEntry(props: {
  event: { slug: string; timeZone: string };
  access: OwnAccessWire;
  enter: EnterCode;
  leave: (form: FormData) => Promise<void>;
}) {
  const t = useTranslations("access");
  const { event, access } = props;
  useRefreshAtChange(access);
  return (
    <div id="access" className="flex scroll-mt-24 flex-col gap-1">
      <AccessWords event={event} access={access} />
      <div className="flex flex-wrap items-start gap-x-6">
        <CodeField event={event} enter={props.enter} />
        {access.sells_alone ? (
          <form action={props.leave}>
            <input type="hidden" name="slug" value={event.slug} />
            <SubmitButton
              variant="quiet"
              className="px-0! text-left text-[0.9375rem] underline decoration-line-strong underline-offset-4"
              pendingText={t("leaving")}
            >
              {t("leave")}
            </SubmitButton>
          </form>
        ) : null}
      </div>
    </div>
  );
}

function AccessWords({ event, access }: { event: { timeZone: string }; access: OwnAccessWire }) {
  const t = useTranslations("access");
  const locale = useLocale();
  const when = (at: string) => dateText(at, { timeZone: event.timeZone, style: "full", locale });
  const { presale, announced, seat_ids, seats_until, is_open, sells_alone } = access;
  return (
    <>
      {presale ? (
        <p>
          {is_open
            ? t("presaleOpen", { name: presale.name, end: when(presale.closes_at) })
            : t("presaleNext", { name: presale.name, opens: when(presale.opens_at), end: when(presale.closes_at) })}
        </p>
      ) : null}
      {announced ? (
        <p>
          {t(`announced.${announced.access}`, {
            ...{ name: announced.name, opens: when(announced.opens_at), end: when(announced.closes_at) },
          })}
        </p>
      ) : null}
      {seat_ids.length > 0 ? (
        <p>
          {seats_until ? t("seatsEnd", { end: when(seats_until) }) : t("seats")} {sells_alone ? t("alone") : null}
        </p>
      ) : sells_alone ? (
        <p>{t("alone")}</p>
      ) : null}
    </>
  );
}

const LOOK_AGAIN_MS = 5_000;
/** Browsers cannot wait longer than some weeks, and a page is rarely open for a day. */
const WAIT_MS_MAX = 86_400_000;

/** Asks for the page again when what is open to the buyer changes by its time. */
function useRefreshAtChange({ presale, announced, is_open, seats_until }: OwnAccessWire): void {
  const router = useRouter();
  const ofPresale = is_open ? presale?.closes_at : presale?.opens_at;
  const times = [ofPresale, announced?.closes_at, seats_until].flatMap((at) => (at ? [Date.parse(at)] : []));
  const next = times.length > 0 ? Math.min(...times) : undefined;
  useEffect(() => {
    if (next === undefined || next - Date.now() > WAIT_MS_MAX) return;
    let timer = setTimeout(look, Math.max(0, next - Date.now()));
    function look() {
      router.refresh();
      timer = setTimeout(look, LOOK_AGAIN_MS);
    }
    return () => clearTimeout(timer);
  }, [next, router]);
}
