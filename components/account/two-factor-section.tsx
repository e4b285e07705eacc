import { getLocale, getTranslations } from "next-intl/server";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import type { SecondFactorView } from "#lib/identity/second-factor/second-factor-contract";
import { dateText } from "../ui/date-text.ts";

const FEW_CODES = 3;

/** The state of the second factor on the security page, and the way to change it. */
export async function TwoFactorSection({ factor, isNeeded }: { factor: SecondFactorView; isNeeded: boolean }) {
  const t = await getTranslations("security");
  const locale = await getLocale();
  const { since, recoveryCodesLeft } = factor;
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-heading">{t("section.title")}</h2>
        <Badge tone={since ? "good" : "neutral"}>{since ? t("section.on") : t("section.off")}</Badge>
      </div>
      {isNeeded && !since ? (
        <Notice tone="warn" title={t("section.neededTitle")}>
          {t("section.needed")}
        </Notice>
      ) : null}
      <p className="max-w-prose text-ink-soft">
        {since
          ? t("section.since", { date: dateText(since.toISOString(), { timeZone: "UTC", style: "date", locale }) })
          : t("section.lead")}
      </p>
      {since ? (
        <p className={recoveryCodesLeft <= FEW_CODES ? "font-semibold text-warn" : undefined}>
          {t("section.codesLeft", { count: recoveryCodesLeft })}
        </p>
      ) : null}
      <LinkButton
        href="/account/security/two-factor"
        variant={since ? "secondary" : "primary"}
        prefetch={false}
        className="self-start"
      >
        {since ? t("section.change") : t("section.setUp")}
      </LinkButton>
    </Card>
  );
}
