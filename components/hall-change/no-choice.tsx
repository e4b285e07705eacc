import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import type { HallChoice } from "#lib/orders/changing-hall/hall-choice";

/** Why there is nothing to choose, and the way on. */
export function NoChoice({ choice, venue }: { choice: HallChoice; venue: string }) {
  const t = useTranslations("hall");
  if (choice.fixed) return <Notice title={t(`refusals.${choice.fixed}`)} />;
  return (
    <EmptyState
      title={choice.halls.length > 0 ? t("empty.title") : t("empty.unknown")}
      action={
        <LinkButton href={venue} variant="secondary">
          {t("empty.venue")}
        </LinkButton>
      }
    >
      {choice.halls.length > 0 ? t("empty.text") : t("empty.unknownText")}
    </EmptyState>
  );
}
