import { useTranslations } from "next-intl";
import { SeatName } from "#components/orders/seat-name";
import type { AttendeeWire } from "#lib/orders/attendees/attendees-contract";

/** Tickets on paper: whom each is for, the seat, the number that stands on the ticket, and a box to tick. */
export function DoorList({ attendees }: { attendees: readonly AttendeeWire[] }) {
  const t = useTranslations("attendees");
  if (attendees.length === 0) return <p className="text-ink-soft">{t("empty")}</p>;
  return (
    <div className="overflow-x-auto print:overflow-visible">
      <table aria-label={t("list")} className="w-full text-left print:text-[9pt]">
        <thead className="text-ink-soft text-sm">
          <tr className="border-line border-b">
            <th scope="col" className="py-2 pr-4 font-normal">
              {t("print.here")}
            </th>
            <th scope="col" className="py-2 pr-4 font-normal">
              {t("name")}
            </th>
            <th scope="col" className="py-2 pr-4 font-normal">
              {t("seat")}
            </th>
            <th scope="col" className="py-2 pr-4 font-normal">
              {t("type")}
            </th>
            <th scope="col" className="py-2 font-normal">
              {t("number")}
            </th>
          </tr>
        </thead>
        <tbody>
          {attendees.map(({ ticket_number, name, seat: { at_table, ...seat }, ticket_type }) => (
            <tr key={ticket_number} className="break-inside-avoid border-line border-b">
              <td className="py-1.5 pr-4">
                <span aria-hidden="true" className="block size-4 border border-ink" />
              </td>
              <th scope="row" className="py-1.5 pr-4 min-w-28 break-words font-semibold">
                {name}
              </th>
              <td className="py-1.5 pr-4">
                <SeatName seat={{ ...seat, isTable: at_table }} />
              </td>
              <td className="py-1.5 pr-4">{ticket_type ?? t("fullPrice")}</td>
              <td className="tabular whitespace-nowrap py-1.5 text-sm">{ticket_number}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
