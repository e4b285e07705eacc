import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon";

/** Says above everything that this is a preview, so that no one takes it for a sale. */
export function PreviewBanner({ children }: { children?: ReactNode }) {
  const t = useTranslations("preview");
  return (
    <aside aria-label={t("label")} className="border-line border-b bg-warn-soft">
      <div className="page-column flex items-start gap-3 py-3">
        <Icon name="info" className="mt-0.5 size-5 shrink-0 text-warn" />
        <p className="min-w-0">
          <strong className="font-semibold">{t("banner")}</strong> {children}
        </p>
      </div>
    </aside>
  );
}
