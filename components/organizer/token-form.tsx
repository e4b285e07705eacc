"use client";

import { useTranslations } from "next-intl";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { RefusedNotice } from "#components/desk/refused-notice";
import { TokenScopes } from "#components/organizer/token-scopes";
import { TokenShown } from "#components/organizer/token-shown";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { TOKEN_DAYS, TOKEN_NAME_CHARACTERS, type TokenScope } from "#lib/organizations/tokens/contract";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import { type TokenAction, WITHOUT_END } from "./token-form-state.ts";

/** Creates a token with a name, scopes and an expiry. Works without JavaScript. */
export function TokenForm({ make, scopes }: { make: TokenAction; scopes: readonly TokenScope[] }) {
  const t = useTranslations("tokens");
  const [state, send] = useFormAction(make, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const days = state.values?.days ?? "90";
  return (
    <Card className="flex flex-col gap-5">
      <h2 className="text-heading">{t("make.title")}</h2>
      {state.made ? <TokenShown key={state.made.token} {...state.made} /> : null}
      {state.refusal ? <RefusedNotice code={state.refusal}>{t(`refusals.${state.refusal}`)}</RefusedNotice> : null}
      <form ref={form} action={send} noValidate className="flex flex-col gap-5">
        <UnsavedGuard isRefused={Boolean(state.wrong || state.refusal)} />
        <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_18rem]">
          <Field
            id="token-name"
            label={t("make.name")}
            hint={t("make.nameHint")}
            error={state.wrong?.includes("name") ? t("make.wrongName") : undefined}
          >
            {(control) => (
              <TextInput
                {...control}
                name="name"
                autoComplete="off"
                maxLength={TOKEN_NAME_CHARACTERS}
                defaultValue={state.values?.name}
              />
            )}
          </Field>
          <Field id="token-days" label={t("make.days")} hint={t("make.daysHint")}>
            {(control) => (
              <Select key={days} {...control} name="days" defaultValue={days}>
                {TOKEN_DAYS.map((count) => (
                  <option key={count} value={count}>
                    {t("make.dayCount", { count })}
                  </option>
                ))}
                <option value={WITHOUT_END}>{t("make.never")}</option>
              </Select>
            )}
          </Field>
        </div>
        <TokenScopes scopes={scopes} chosen={state.values?.scopes ?? []} isWrong={state.wrong?.includes("scopes")} />
        <SubmitButton pendingText={t("pending")} className="min-h-12 self-start">
          {t("make.submit")}
        </SubmitButton>
      </form>
    </Card>
  );
}
