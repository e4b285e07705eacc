import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";

/** Tells an organization's staff why nothing of theirs is sold. */
export function SuspensionNotice({ reason }: { reason: string | null }) {
  const t = useTranslations("platform");
  if (reason === null) return null;
  return (
    <Notice tone="bad" title={t("suspension.notice")}>
      {t("suspension.noticeText", { reason })}
    </Notice>
  );
}
