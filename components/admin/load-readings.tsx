import { useFormatter, useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import type { LoadWire } from "#lib/protection/load/contract";

/** How loaded the process is, and by what. */
export function LoadReadings({ load }: { load: LoadWire }) {
  const t = useTranslations("platform");
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="flex flex-wrap items-center gap-3 text-heading">
        {t("load.level", { level: load.level })}
        <Badge tone={HEALTH_TONES[load.health]}>{t(`load.health.${load.health}`)}</Badge>
      </h2>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {load.readings.map((each) => (
          <Reading key={each.reading} {...each} />
        ))}
      </dl>
    </Card>
  );
}

const HEALTH_TONES: Record<LoadWire["health"], BadgeTone> = { good: "good", bad: "warn", down: "bad" };

function Reading({ reading, value, level }: LoadWire["readings"][number]) {
  const t = useTranslations("platform");
  const format = useFormatter();
  const isShare = SHARES.has(reading);
  const nothing = level > 0 ? t("load.away") : t("load.tooFew");
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-3 border-line border-b pb-2">
      <dt className="text-ink-soft">{t(`load.readings.${reading}`)}</dt>
      <dd className="tabular flex items-baseline gap-2">
        {value === null
          ? nothing
          : isShare
            ? format.number(value, { style: "percent", maximumFractionDigits: 1 })
            : t("load.ms", { ms: Math.round(value) })}
        {level > 0 ? <Badge tone="warn">{t("load.speaks", { level })}</Badge> : null}
      </dd>
    </div>
  );
}

const SHARES: ReadonlySet<string> = new Set(["lane", "holdFailures", "gatewayFailures"]);
