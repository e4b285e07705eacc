import { getTranslations } from "next-intl/server";
import { POLICIES, type Policy, type PolicyName } from "#lib/protection/policies";

/** How often is too often, from the table that the endpoints themselves use. */
export async function LimitsTable() {
  const t = await getTranslations("docs");
  const rows = Object.entries(POLICIES) as [PolicyName, Policy][];
  return (
    <div className="overflow-x-auto">
      <table className="w-full max-w-prose text-left">
        <caption className="sr-only">{t("limits.title")}</caption>
        <thead>
          <tr className="border-line-strong border-b text-ink-soft text-sm">
            <th scope="col" className="py-2 pr-4 font-medium">
              {t("limitsTable.what")}
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium">
              {t("limitsTable.person")}
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              {t("limitsTable.address")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, { person, address }]) => (
            <tr key={name} className="border-line border-b">
              <th scope="row" className="py-2 pr-4 font-normal">
                {t(`limitsTable.${name}`)}
              </th>
              <td className="tabular py-2 pr-4 text-right">{t("limitsTable.rate", person)}</td>
              <td className="tabular py-2 text-right">{t("limitsTable.rate", address)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
