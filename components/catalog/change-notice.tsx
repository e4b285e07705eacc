import { useLocale, useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { EventPage } from "#lib/catalog/contract";
import { type ChangedPart, type LastChange, partWord, placeText } from "#lib/catalog/event-move";
import { isOpenDate } from "#lib/platform/open-date";
import { dateText } from "../ui/date-text.ts";

/** What changed of an event since it went on sale, and until when tickets bought before may be given back. */
export function ChangeNotice({ event, nowMs }: { event: EventPage; nowMs: number }) {
  const t = useTranslations("event");
  const locale = useLocale();
  const { lastChange, returnUntil, saleState, timeZone } = event;
  if (!lastChange || saleState === "cancelled" || Date.parse(event.endsAt) <= nowMs) return null;
  const date = (at: string, zone = timeZone) => dateText(at, { timeZone: zone, style: "full", locale });
  return (
    <Notice tone="warn" title={t("movedTitle")}>
      {lastChange.parts.map((part) => (
        <p key={part}>
          {t(`moved.${partWord(part, lastChange.before.startsAt, event.startsAt)}`, {
            before: before(part, lastChange, date),
          })}
        </p>
      ))}
      {returnUntil === null ? null : (
        <p>
          {isOpenDate(returnUntil)
            ? t("movedReturnsOpen")
            : t(Date.parse(returnUntil) > nowMs ? "movedReturns" : "movedOver", { date: date(returnUntil) })}
        </p>
      )}
    </Notice>
  );
}

function before(part: ChangedPart, { before: was }: LastChange, date: (at: string, zone?: string) => string): string {
  if (part === "title" || part === "subtitle") return was[part] || "–";
  if (part === "programme") return was.performers.join(", ") || "–";
  if (part === "venue") return was.venue ? placeText(was.venue) : "–";
  return date({ time: was.startsAt, end: was.endsAt, doors: was.doorsAt }[part], was.venue?.timeZone);
}
