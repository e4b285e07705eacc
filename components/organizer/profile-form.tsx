"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { LogoField } from "#components/organizer/logo-field";
import { ProfileFieldControl } from "#components/organizer/profile-field-control";
import { ProfileNotice } from "#components/organizer/profile-notice";
import { Card } from "#components/ui/card";
import { SubmitButton } from "#components/ui/submit-button";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import { PROFILE_PARTS, type ProfileField, type ProfilePart, WIDE_FIELDS } from "./profile-fields.ts";
import type { SaveProfile } from "./profile-form-state.ts";

type Choices = readonly { value: string; label: string }[];

/** The controls of a row stand at one height, also where the hint of one takes two lines. */
const LEVEL = "sm:*:h-full sm:[&_p[id$=-hint]]:grow";

/** One part of the organization's settings, saved by itself. Works without JavaScript. */
export function ProfileForm(props: {
  part: ProfilePart;
  save: SaveProfile;
  profile: Readonly<Record<string, unknown>> & { id: string; revision: number };
  choices?: Partial<Record<ProfileField, Choices>>;
  children?: ReactNode;
}) {
  const { part, profile } = props;
  const t = useTranslations("settings");
  const [state, send] = useFormAction(props.save, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const logo = state.values?.logo ?? String(profile.logo ?? "");
  const revision = Math.max(profile.revision, state.stale?.revision ?? 0);
  return (
    <Card className="flex flex-col gap-5">
      <div id={part} className="flex scroll-mt-20 flex-col gap-1">
        <h2 className="text-heading">{t(`parts.${part}.title`)}</h2>
        <p className="max-w-prose text-ink-soft">{t(`parts.${part}.lead`)}</p>
      </div>
      {props.children}
      <ProfileNotice state={state} />
      <form ref={form} action={send} noValidate className="grid gap-5 sm:grid-cols-2">
        <UnsavedGuard isRefused={Boolean(state.wrong || state.refusal || state.stale)} />
        <input key={revision} type="hidden" name="revision" value={revision} />
        {PROFILE_PARTS[part].map((name) => (
          <div key={name} className={WIDE_FIELDS.includes(name) ? "sm:col-span-2" : LEVEL}>
            {name === "logo" ? (
              <LogoField
                key={logo}
                organizationId={profile.id}
                name={name}
                value={logo}
                error={state.wrong?.includes(name) ? t("wrong.logo") : undefined}
              />
            ) : (
              <ProfileFieldControl
                name={name}
                value={state.values?.[name] ?? String(profile[name] ?? "")}
                isWrong={state.wrong?.includes(name) ?? false}
                country={state.values?.country ?? String(profile.country ?? "")}
                choices={props.choices?.[name]}
              />
            )}
          </div>
        ))}
        <SubmitButton pendingText={t("pending")} className="min-h-12 justify-self-start sm:col-span-2">
          {t("save")}
        </SubmitButton>
      </form>
    </Card>
  );
}
