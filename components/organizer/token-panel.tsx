"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Facts } from "#components/desk/facts";
import { Badge } from "#components/ui/badge";
import { SubmitButton } from "#components/ui/submit-button";
import type { PersonalTokenWire, TokenScope } from "#lib/organizations/tokens/contract";
import type { BulkForm } from "../desk/table/use-bulk.ts";
import { dateText } from "../ui/date-text.ts";
import type { TokenRefusal } from "./token-form-state.ts";

/** One token: what it may do, when it was used, and revoking it. Works without JavaScript. */
export function TokenPanel(props: {
  token: PersonalTokenWire;
  isOver: boolean;
  revoke: BulkForm<TokenRefusal>;
  notice: ReactNode;
}) {
  const { token, revoke } = props;
  const t = useTranslations("tokens");
  const locale = useLocale();
  const moment = (at: string) => dateText(at, { timeZone: "UTC", style: "kept", locale });
  return (
    <div className="flex flex-col gap-6">
      {props.notice}
      <Facts
        facts={[
          [t("table.token"), <code key="hint">fsp_…{token.hint}</code>],
          [
            t("make.scopes"),
            <span key="scopes" className="flex flex-wrap gap-1.5">
              {(token.scopes as TokenScope[]).map((scope) => (
                <Badge key={scope}>{t(`scopes.${scope}`)}</Badge>
              ))}
            </span>,
          ],
          [t("table.used"), token.last_used_at === null ? t("row.unused") : moment(token.last_used_at)],
          [
            t("table.ends"),
            token.expires_at === null ? (
              t("table.endless")
            ) : (
              <span key="ends" className="flex flex-wrap items-center gap-2">
                {moment(token.expires_at)}
                {props.isOver ? <Badge tone="warn">{t("row.over")}</Badge> : null}
              </span>
            ),
          ],
          [t("table.made"), t("table.madeBy", { name: token.created_by, date: moment(token.created_at) })],
        ]}
      />
      <form action={revoke.act} className="flex flex-col items-start gap-3 rounded-card bg-sunken p-4">
        <p className="text-sm">{t("row.sure", { name: token.name })}</p>
        <input type="hidden" name={revoke.field} value={token.id} />
        <SubmitButton variant="danger" pendingText={t("pending")}>
          {t("row.revoke")}
        </SubmitButton>
      </form>
    </div>
  );
}
