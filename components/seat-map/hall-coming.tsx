import { useTranslations } from "next-intl";
import { HallSkeleton } from "#components/seat-map/hall-skeleton";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

/** In place of a hall: its shape while it comes, and a second try when it did not. */
export function HallComing({ isBroken, retry }: { isBroken: boolean; retry: () => void }) {
  const t = useTranslations("seats");
  if (!isBroken) return <HallSkeleton label={t("loading")} />;
  return (
    <EmptyState title={t("broken.title")} action={<Button onClick={retry}>{t("broken.retry")}</Button>}>
      {t("broken.text")}
    </EmptyState>
  );
}
