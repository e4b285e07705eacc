"use client";

import { useTranslations } from "next-intl";
import { RefusedNotice } from "#components/desk/refused-notice";
import { Notice } from "#components/ui/notice";
import type { ProfileFormState } from "./profile-form-state.ts";

/** How the last attempt to save ended, where that is not a matter of one field. */
export function ProfileNotice({ state }: { state: ProfileFormState }) {
  const t = useTranslations("settings");
  const { stale, refusal, done } = state;
  if (stale) {
    return (
      <Notice tone="warn" urgent title={t("stale.title", { by: stale.by ?? t("stale.someone") })}>
        <p>{t("stale.text")}</p>
        <ul className="mt-2 list-disc pl-5">
          {stale.changed.map(({ name, value }) => (
            <li key={name}>
              {t(`fields.${name}` as "fields.name")}: {value || t("stale.empty")}
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (refusal) {
    return <RefusedNotice code={refusal}>{t(`refusals.${refusal}`)}</RefusedNotice>;
  }
  return done ? (
    <Notice tone="good" urgent>
      {t("saved")}
    </Notice>
  ) : null;
}
