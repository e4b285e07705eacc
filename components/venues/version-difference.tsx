import { useTranslations } from "next-intl";
import { useSeatName } from "#components/orders/seat-name";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import type { DifferenceWire } from "#lib/seating/drafts/draft-contract";
import type { SeatKind } from "#lib/seating/layout";

const KINDS = ["added", "removed", "moved", "renamed", "other_entrance", "other_category", "other_kind"] as const;
type Kind = (typeof KINDS)[number];
type Place = DifferenceWire["added"][number];

/** Enough to recognise what was done; the API has up to a thousand places of each kind. */
const SHOWN_MAX = 100;

/** What changed between two versions of a hall, kind by kind, place by place. */
export function VersionDifference({ difference }: { difference: DifferenceWire }) {
  const t = useTranslations("venues.compare");
  const kinds = KINDS.filter((kind) => difference.counts[kind] > 0);
  if (kinds.length === 0) return <Notice title={t("same")}>{t("sameText")}</Notice>;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      {kinds.map((kind) => (
        <KindOfChange key={kind} kind={kind} difference={difference} />
      ))}
    </div>
  );
}

function KindOfChange({ kind, difference }: { kind: Kind; difference: DifferenceWire }) {
  const t = useTranslations("venues.compare");
  const name = useSeatName();
  const place = (each: Place) => name({ ...each, isTable: each.at_table });
  const lines =
    kind === "added" || kind === "removed"
      ? difference[kind].map((each) => ({ key: each.key, text: place(each) }))
      : difference[kind].map(({ before, after }) => ({
          key: after.key,
          text: changeText(kind, { before, after, place, kindName: (seat) => t(`seatKinds.${seat}`) }),
        }));
  const shown = lines.slice(0, SHOWN_MAX);
  const more = difference.counts[kind] - shown.length;
  return (
    <Card>
      <h2 className="font-semibold text-lg">{t(`kinds.${kind}`, { count: difference.counts[kind] })}</h2>
      <ul className="tabular mt-2 divide-y divide-line text-sm">
        {shown.map(({ key, text }) => (
          <li key={key} className="break-words py-1.5">
            {text}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-2 text-ink-soft text-sm">{t("more", { count: more })}</p> : null}
    </Card>
  );
}

type ChangeWords = {
  readonly before: Place;
  readonly after: Place;
  readonly place: (at: Place) => string;
  readonly kindName: (kind: SeatKind) => string;
};

function changeText(kind: Exclude<Kind, "added" | "removed">, { before, after, place, kindName }: ChangeWords): string {
  const from = (old: string, now: string) => `${place(after)}: ${old || "–"} → ${now || "–"}`;
  if (kind === "moved") return place(after);
  if (kind === "renamed") return `${place(before)} → ${place(after)}`;
  if (kind === "other_entrance") return from(before.entrance, after.entrance);
  if (kind === "other_category") return from(before.category, after.category);
  return from(kindName(before.kind), kindName(after.kind));
}
