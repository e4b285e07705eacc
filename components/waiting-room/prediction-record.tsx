import { useFormatter, useTranslations } from "next-intl";
import type { PredictionsWire } from "#lib/waiting-room/predictions-contract";
import { classNames } from "../ui/class-names.ts";

const OUTCOMES = ["shorter", "inside", "longer"] as const;
const LOOKS = { shorter: "bg-accent-soft", inside: "bg-accent", longer: "bg-warn" } as const;
const CHANCES = ["likely", "uncertain", "unlikely"] as const;

/** What people in a queue were shown against what came true: how long they waited, and whether seats were left. */
export function PredictionRecord({ predictions, headingId }: { predictions: PredictionsWire; headingId: string }) {
  const t = useTranslations("waiting-room.predictions");
  const { waits } = predictions;
  if (waits.count === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <div className="flex flex-col gap-5">
      <Waits waits={waits} />
      <table aria-labelledby={headingId} className="w-full max-w-md text-left">
        <thead className="text-ink-soft text-sm">
          <tr>
            <th scope="col" className="py-1 pr-4 font-normal">
              {t("shown")}
            </th>
            <th scope="col" className="py-1 pr-4 text-right font-normal">
              {t("times")}
            </th>
            <th scope="col" className="py-1 text-right font-normal">
              {t("had")}
            </th>
          </tr>
        </thead>
        <tbody className="tabular">
          {CHANCES.map((chance) => (
            <ChanceRow key={chance} name={t(chance)} {...predictions.chances[chance]} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Waits({ waits }: { waits: PredictionsWire["waits"] }) {
  const t = useTranslations("waiting-room.predictions");
  const format = useFormatter();
  const share = (count: number) => count / waits.count;
  const percent = (count: number) => format.number(share(count), { style: "percent" });
  return (
    <div className="flex max-w-2xl flex-col gap-3">
      <div aria-hidden="true" className="flex h-3 gap-0.5 overflow-hidden rounded-full">
        {OUTCOMES.map((outcome) => (
          <div key={outcome} className={LOOKS[outcome]} style={{ flexGrow: share(waits[outcome]) }} />
        ))}
      </div>
      <dl className="grid grid-cols-3 gap-4">
        {OUTCOMES.map((outcome) => (
          <div key={outcome} className="flex flex-col-reverse">
            <dt className="text-ink-soft text-sm">
              <span
                aria-hidden="true"
                className={classNames("mr-2 inline-block size-2.5 rounded-full", LOOKS[outcome])}
              />
              {t(outcome)}
            </dt>
            <dd className="tabular font-semibold text-heading">{percent(waits[outcome])}</dd>
          </div>
        ))}
      </dl>
      <p className="text-ink-soft text-sm">
        {t("compared", { count: waits.count })} {t("aim")}{" "}
        {waits.error_percent === null ? "" : t("error", { percent: waits.error_percent })}{" "}
        {waits.longer_by_pause > 0 ? t("pauses", { count: waits.longer_by_pause }) : ""}
      </p>
    </div>
  );
}

function ChanceRow({ name, count, had_seats }: { name: string; count: number; had_seats: number }) {
  const format = useFormatter();
  return (
    <tr className="border-line border-t">
      <th scope="row" className="py-2 pr-4 font-normal">
        {name}
      </th>
      <td className="py-2 pr-4 text-right">{format.number(count)}</td>
      <td className="py-2 text-right font-semibold">
        {count > 0 ? format.number(had_seats / count, { style: "percent" }) : "–"}
      </td>
    </tr>
  );
}
