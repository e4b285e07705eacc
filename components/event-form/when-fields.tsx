import { useLocale, useTranslations } from "next-intl";
import { MomentField } from "#components/event-form/moment-field";
import { Notice } from "#components/ui/notice";
import { zoneWords } from "../ui/zone-words.ts";
import type { EventDraft } from "./event-draft.ts";
import type { PartProps } from "./form-parts.ts";

/** When it is played and sold, on the clocks of the venue. */
export function WhenFields({ draft, change, problem, timeZone }: PartProps & { timeZone: string | undefined }) {
  const t = useTranslations("event-form.when");
  const locale = useLocale();
  const field = (name: "start" | "end" | "doors" | "salesStart" | "salesEnd", path: string) => ({
    ...{ name, value: draft[name], timeZone, error: problem(path), label: t(name) },
    onChange: (value: EventDraft["start"]) => change({ [name]: value }),
  });
  return (
    <>
      {timeZone ? (
        <Notice>{t("zone", { zone: zoneWords(timeZone, locale) })}</Notice>
      ) : (
        <Notice tone="warn">{t("noZone")}</Notice>
      )}
      <MomentField
        {...field("start", "start_time")}
        onChange={(start) => change({ start, ...endFollowing(draft, start) })}
      />
      <MomentField {...field("end", "end_time")} hint={t("endHint")} />
      <MomentField {...field("doors", "doors_time")} hint={t("doorsHint")} />
      <MomentField {...field("salesStart", "sales_start_time")} hint={t("salesStartHint")} />
      <MomentField {...field("salesEnd", "sales_end_time")} hint={t("salesEndHint")} />
    </>
  );
}

/** The end's date is the start's until it is typed otherwise. */
function endFollowing({ start: was, end }: EventDraft, { day, month, year }: EventDraft["start"]): Partial<EventDraft> {
  const isSame = end.day === was.day && end.month === was.month && end.year === was.year;
  return isSame ? { end: { ...end, day, month, year, offset: "" } } : {};
}
