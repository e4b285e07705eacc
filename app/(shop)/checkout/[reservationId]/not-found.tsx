import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";

/** An unknown reservation or another buyer's: both look the same. */
export default function CheckoutNotFound() {
  const t = useTranslations("checkout.gone");
  return (
    <div className="page-column max-w-3xl py-12">
      <EmptyState
        title={t("title")}
        action={
          <div className="flex flex-wrap justify-center gap-3">
            <LinkButton href="/orders" variant="secondary">
              {t("orders")}
            </LinkButton>
            <LinkButton href="/">{t("home")}</LinkButton>
          </div>
        }
      >
        {t("text")}
      </EmptyState>
    </div>
  );
}
