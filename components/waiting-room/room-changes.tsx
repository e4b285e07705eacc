import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { RoomChange } from "#lib/waiting-room/room-contract";
import { dateText } from "../ui/date-text.ts";

type Value = string | number | boolean | null | undefined;

const nameKey = (name: string) => `names.${name}` as "names.mode";

/** What was changed of a waiting room last, by whom, from what to what. */
export function RoomChanges(props: { changes: readonly RoomChange[]; timeZone: string; logHref: string }) {
  const t = useTranslations("waiting-room.changes");
  const log = useTranslations("organizer.audit");
  const locale = useLocale();
  const moment = (time: string) => dateText(time, { timeZone: props.timeZone, style: "kept", locale });
  const said = (name: string, value: Value): string => {
    if (name === "opens_at" && typeof value === "string") return moment(value);
    if (name === "is_paused") return t(value === true ? "yes" : "no");
    if (name === "mode" && (value === "off" || value === "always" || value === "automatic")) return t(`modes.${value}`);
    return typeof value === "number" ? t("number", { value }) : String(value ?? "");
  };
  return (
    <section aria-labelledby="room-changes" className="flex max-w-2xl flex-col gap-3 border-line border-t pt-6">
      <h2 id="room-changes" className="text-heading">
        {t("title")}
      </h2>
      {props.changes.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : null}
      <ol className="flex flex-col gap-4">
        {props.changes.map((change) => {
          const did = `did.${change.action}` as "did.waiting_room.change";
          const who = change.actor === "system" ? log("system") : (change.actorName ?? log("account"));
          return (
            <li key={change.id} className="flex flex-col">
              <span>{log.has(did) ? log(did) : change.action}</span>
              <span className="text-ink-soft text-sm">
                {who} · {moment(change.at)}
              </span>
              {Object.entries(change.to).map(([name, to]) => (
                <span key={name} className="tabular text-sm">
                  {t("fromTo", {
                    name: t.has(nameKey(name)) ? t(nameKey(name)) : name,
                    from: said(name, change.from[name]),
                    to: said(name, to),
                  })}
                </span>
              ))}
              {change.people === null ? null : (
                <span className="text-sm">{t("removed", { count: change.people })}</span>
              )}
            </li>
          );
        })}
      </ol>
      <Link href={props.logHref} className="inline-flex min-h-touch w-fit items-center underline">
        {t("all")}
      </Link>
    </section>
  );
}
