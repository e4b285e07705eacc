import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { OrganizationFormState } from "./organization-form-state.ts";

/** How the last attempt ended, where that is not a matter of one field. */
export function OrganizationNotice({ state }: { state: OrganizationFormState }) {
  const t = useTranslations("platform");
  if (state.refusal)
    return (
      <Notice tone="bad" urgent>
        {t(`refusals.${state.refusal}`)}
      </Notice>
    );
  return state.done ? (
    <Notice tone="good" urgent>
      {t(`suspension.done.${state.done}`)}
    </Notice>
  ) : null;
}
