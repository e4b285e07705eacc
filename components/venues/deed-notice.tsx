import { useLocale, useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import { dateText } from "../ui/date-text.ts";
import type { VenueDeedState } from "./venue-deed-state.ts";

/** Why nothing was done, with the events that stand against it. */
export function DeedNotice({ state, timeZone }: { state: VenueDeedState; timeZone?: string | undefined }) {
  const t = useTranslations("venues");
  const locale = useLocale();
  if (!state.refusal) return null;
  return (
    <Notice tone="bad" urgent title={t(`refusals.${state.refusal}`)}>
      {state.edited ? <Edited {...state.edited} /> : null}
      {state.events ? (
        <ul className="mt-1 list-disc pl-5">
          {state.events.map(({ id, title, start_time }) => (
            <li key={id}>
              {title}, {dateText(start_time, { timeZone: timeZone ?? "UTC", style: "kept", locale })}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

/** What someone else did to a hall. */
function Edited({ by, name, archived }: NonNullable<VenueDeedState["edited"]>) {
  const t = useTranslations("venues.edited");
  const who = by ?? t("nobody");
  return (
    <>
      {name === undefined ? null : <p>{t("name", { name: who, to: name })}</p>}
      {archived === undefined ? null : <p>{t(archived ? "archived" : "restored", { name: who })}</p>}
    </>
  );
}
