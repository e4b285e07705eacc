import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";

/** Why a section stays shut for this person, and what would open it. */
export function DeskClosed({ reason }: { reason: "forbidden" | "two_factor_required" }) {
  const t = useTranslations("organizer");
  if (reason === "forbidden") return <Notice title={t("closed.forbidden")}>{t("closed.forbiddenText")}</Notice>;
  return (
    <Notice
      tone="warn"
      title={t("closed.twoFactor")}
      action={
        <LinkButton href="/account/security" variant="secondary">
          {t("closed.toSecurity")}
        </LinkButton>
      }
    >
      {t("closed.twoFactorText")}
    </Notice>
  );
}
