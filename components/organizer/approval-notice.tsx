import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";

/** Tells an organization's staff that the platform has not approved it yet, or why it was refused. */
export function ApprovalNotice({ status, reason }: { status: string; reason: string | null }) {
  const t = useTranslations("platform");
  if (status === "PENDING") return <Notice title={t("approval.waiting")}>{t("approval.waitingText")}</Notice>;
  if (status !== "REFUSED") return null;
  return (
    <Notice tone="bad" title={t("approval.refused")}>
      {t("approval.refusedText", { reason: reason ?? "" })}
    </Notice>
  );
}
