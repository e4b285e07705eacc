import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";

/** An order that does not exist, or not for this person: both look the same. */
export default function OrderNotFound() {
  const t = useTranslations("orders.gone");
  return (
    <div className="page-column max-w-3xl py-12">
      <EmptyState title={t("title")} action={<LinkButton href="/orders">{t("action")}</LinkButton>}>
        {t("text")}
      </EmptyState>
    </div>
  );
}
