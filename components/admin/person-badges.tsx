import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import type { PersonLine } from "#lib/identity/people/people-contract";

const TONES = { active: "good", disabled: "bad", erased: "neutral" } as const;

/** The state of an account, whether its address is proven, and whether it administrates the platform. */
export function PersonBadges({ person }: { person: PersonLine }) {
  const t = useTranslations("people");
  const { state, verified, administrator } = person;
  return (
    <span className="inline-flex flex-wrap gap-2">
      <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
      {administrator ? <Badge tone="accent">{t("administrator")}</Badge> : null}
      {verified || state === "erased" ? null : <Badge tone="warn">{t("unverified")}</Badge>}
    </span>
  );
}
