"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox";
import { FieldError } from "#components/ui/field";
import type { TokenScope } from "#lib/organizations/tokens/contract";

/** What a token may do, one box for each permission that its maker holds. */
export function TokenScopes(props: {
  scopes: readonly TokenScope[];
  chosen: readonly string[];
  isWrong: boolean | undefined;
}) {
  const t = useTranslations("tokens");
  return (
    <fieldset className="flex flex-col gap-1.5" aria-describedby={props.isWrong ? "token-scopes-error" : undefined}>
      <legend className="mb-1.5 font-semibold text-[0.9375rem]">{t("make.scopes")}</legend>
      <p className="text-ink-soft text-sm">{t("make.scopesHint")}</p>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {props.scopes.map((scope) => (
          <Checkbox
            key={scope}
            id={`token-scope-${scope}`}
            name="scopes"
            value={scope}
            defaultChecked={props.chosen.includes(scope)}
            aria-invalid={props.isWrong || undefined}
            label={
              <>
                {t(`scopes.${scope}`)} <code className="whitespace-nowrap text-ink-soft text-sm">{scope}</code>
              </>
            }
          />
        ))}
      </div>
      {props.isWrong ? <FieldError id="token-scopes-error">{t("make.wrongScopes")}</FieldError> : null}
    </fieldset>
  );
}
