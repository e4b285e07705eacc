"use client";

import { useTranslations } from "next-intl";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { Checkbox } from "#components/ui/checkbox";

/** Looks for wheelchair spaces with their companions; shown where the hall has any. */
export function AccessibleOnly() {
  const t = useTranslations("cart.best");
  const { model, session } = useSeatRoom();
  const accessible = useSession((state) => state.filters.accessible);
  if (!model.kind.includes(1)) return null;
  return (
    <Checkbox
      id="accessible-only"
      label={t("accessible")}
      checked={accessible}
      onChange={(event) => session.setFilters({ accessible: event.target.checked })}
    />
  );
}
