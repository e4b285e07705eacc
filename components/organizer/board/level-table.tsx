import { useFormatter, useTranslations } from "next-intl";
import { Progress } from "#components/ui/progress";
import type { EventBoard } from "#lib/analytics/board/board-contract";

const STATES = ["booked", "held", "available", "blocked"] as const;

/** The seats of each price level by state, with the share that is sold as a bar. */
export function LevelTable({ levels }: { levels: EventBoard["levels"] }) {
  const t = useTranslations("board");
  const { number } = useFormatter();
  return (
    <section aria-labelledby="levels" className="flex flex-col gap-3">
      <h3 id="levels" className="text-lg">
        {t("levels.title")}
      </h3>
      <div className="overflow-x-auto">
        <table aria-labelledby="levels" className="w-full text-left">
          <thead className="text-ink-soft text-sm">
            <tr>
              <th scope="col" className="py-1 pr-4 font-normal">
                {t("levels.level")}
              </th>
              {STATES.map((state) => (
                <th key={state} scope="col" className="py-1 pl-4 text-right font-normal">
                  {t(`figures.${state}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="tabular">
            {levels.map((level) => (
              <tr key={level.price_level_id} className="border-line border-t">
                <th scope="row" className="py-2 pr-4 font-normal">
                  <span className="block [overflow-wrap:anywhere]">{level.name}</span>
                  <SoldBar level={level} />
                </th>
                {STATES.map((state) => (
                  <td key={state} className="py-2 pl-4 text-right align-top">
                    {number(level[state])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SoldBar({ level }: { level: EventBoard["levels"][number] }) {
  const t = useTranslations("board.levels");
  const total = STATES.reduce((sum, state) => sum + level[state], 0);
  const percent = total === 0 ? 0 : Math.round((100 * level.booked) / total);
  return (
    <Progress
      label={level.name}
      value={level.booked}
      max={Math.max(total, 1)}
      text={t("share", { percent })}
      className="mt-1.5 h-1 min-w-24 max-w-56"
    />
  );
}
