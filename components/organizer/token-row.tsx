"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { PersonalTokenWire, TokenScope } from "#lib/organizations/tokens/contract";
import { useFormAction } from "../ui/use-form-action.ts";
import type { TokenAction } from "./token-form-state.ts";

/** The moments of a token in words; undefined for what never was or will not be. */
export type TokenDates = { made: string; used: string | undefined; ends: string | undefined };

/** One token: name, scopes, last use, and revoking with a confirmation. Works without JavaScript. */
export function TokenRow(props: { token: PersonalTokenWire; dates: TokenDates; isOver: boolean; revoke: TokenAction }) {
  const { token, dates, isOver } = props;
  const t = useTranslations("tokens");
  const [state, revoke] = useFormAction(props.revoke, {});
  const ends = dates.ends ? t("row.ends", { date: dates.ends }) : t("row.endless");
  return (
    <li className="flex flex-col gap-3 px-5 py-4">
      <div className="grid items-start gap-x-6 gap-y-3 md:grid-cols-[minmax(0,1fr)_auto]">
        <div className="flex min-w-0 flex-col gap-1.5">
          <p className="flex flex-wrap items-center gap-2 font-semibold">
            <span className="break-words">{token.name}</span>
            <code className="font-normal text-ink-soft text-sm">fsp_…{token.hint}</code>
            {isOver ? <Badge tone="warn">{t("row.over")}</Badge> : null}
          </p>
          <p className="flex flex-wrap gap-1.5">
            {(token.scopes as TokenScope[]).map((scope) => (
              <Badge key={scope}>{t(`scopes.${scope}`)}</Badge>
            ))}
          </p>
          <p className="text-ink-soft text-sm">
            {dates.used ? t("row.used", { date: dates.used }) : t("row.unused")} · {ends} ·{" "}
            {t("row.made", { name: token.created_by, date: dates.made })}
          </p>
        </div>
        <details>
          <summary className="inline-flex min-h-touch cursor-pointer list-none items-center rounded-control px-3 font-semibold text-bad hover:bg-bad-soft">
            {t("row.revoke")}
            <span className="sr-only">: {token.name}</span>
          </summary>
          <form action={revoke} className="mt-2 flex max-w-xs flex-col gap-3 rounded-card bg-sunken p-4">
            <p className="text-sm">{t("row.sure", { name: token.name })}</p>
            <input type="hidden" name="token_id" value={token.id} />
            <SubmitButton variant="danger" pendingText={t("pending")}>
              {t("row.revoke")}
            </SubmitButton>
          </form>
        </details>
      </div>
      {state.refusal ? (
        <Notice tone="bad" urgent>
          {t(`refusals.${state.refusal}`)}
        </Notice>
      ) : null}
    </li>
  );
}
