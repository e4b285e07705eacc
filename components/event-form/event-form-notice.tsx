import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { EventFormState } from "./event-form-state.ts";

/** What the server refused as a whole, above the fields. */
export function EventFormNotice({ state }: { state: EventFormState }) {
  const t = useTranslations("event-form");
  if (state.refusal)
    return (
      <Notice tone="bad" urgent>
        {t(`refusals.${state.refusal}`)}
      </Notice>
    );
  if (state.wrong)
    return (
      <Notice tone="bad" urgent title={t("wrong.title")}>
        {t("wrong.text", { count: Object.keys(state.wrong).length })}
      </Notice>
    );
  return null;
}
