import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { Icon } from "#components/ui/icon";
import type { AuditLineWire } from "#lib/audit/contract";

type Events = readonly { id: number; title: string }[];

/** Lines of the log, newest first. Each opens in place to all it knows, so that the list stays. */
export function AuditTable({ lines, events }: { lines: readonly AuditLineWire[]; events: Events }) {
  const titles = new Map(events.map(({ id, title }) => [id, title]));
  return (
    <Card flush className="overflow-hidden">
      <ol className="divide-y divide-line">
        {lines.map((line) => (
          <AuditLine key={line.id} line={line} eventTitle={titles.get(line.event_id ?? 0)} />
        ))}
      </ol>
    </Card>
  );
}

function AuditLine({ line, eventTitle }: { line: AuditLineWire; eventTitle: string | undefined }) {
  const who = useWho(line);
  return (
    <li>
      <details className="group">
        <summary className="grid cursor-pointer list-none grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-5 py-3 hover:bg-sunken md:grid-cols-[10.5rem_minmax(0,10rem)_minmax(0,1fr)_auto_auto]">
          <time dateTime={line.at} className="tabular text-ink-soft text-sm">
            {line.at.slice(0, 19).replace("T", " ")}
          </time>
          <span className="row-start-2 truncate text-sm md:row-start-auto">{who}</span>
          <span className="col-span-2 row-start-3 min-w-0 truncate md:col-span-1 md:row-start-auto">
            <span className="font-semibold">{line.action}</span>{" "}
            <span className="text-ink-soft text-sm">{eventTitle ?? line.subject}</span>
          </span>
          <Badge tone={toneOf(line.outcome)} className="col-start-2 row-start-1 md:col-start-auto md:row-start-auto">
            {line.outcome}
          </Badge>
          <Icon
            name="chevron-down"
            className="col-start-2 row-start-2 size-5 justify-self-end text-ink-soft transition-transform duration-fast group-open:rotate-180 md:col-start-auto md:row-start-auto"
          />
        </summary>
        <AuditFacts line={line} eventTitle={eventTitle} />
      </details>
    </li>
  );
}

function AuditFacts({ line, eventTitle }: { line: AuditLineWire; eventTitle: string | undefined }) {
  const t = useTranslations("organizer");
  const hasDetail = Object.keys(line.detail).length > 0;
  const facts: [label: string, value: string | null][] = [
    [t("audit.actor"), line.actor],
    [t("audit.subject"), line.subject],
    [t("audit.event"), line.event_id === null ? null : `${eventTitle ?? ""} (${line.event_id})`.trim()],
    [t("audit.where"), line.address],
    [t("audit.request"), line.request_id],
    [t("audit.detail"), hasDetail ? JSON.stringify(line.detail, null, 2) : null],
  ];
  return (
    <dl className="grid gap-x-6 gap-y-2 bg-sunken px-5 py-4 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
      {facts.map(([label, value]) =>
        value ? (
          <div key={label} className="contents">
            <dt className="font-semibold">{label}</dt>
            <dd className="whitespace-pre-wrap break-all font-mono text-[0.8125rem]">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** Members by name; all others by what their key says of them. */
function useWho({ actor, actor_name }: AuditLineWire): string {
  const t = useTranslations("organizer");
  if (actor === "system") return t("audit.system");
  if (actor_name !== null) return actor_name;
  return `${t("audit.buyer")} · ${actor.slice(-6)}`;
}

const TONES: Record<string, BadgeTone> = { ok: "good", held: "good", paid: "good", refunded: "good", failed: "bad" };

function toneOf(outcome: string): BadgeTone {
  return TONES[outcome] ?? "neutral";
}
