import { useTranslations } from "next-intl";
import { BAR_BUTTON } from "#components/desk/desk-bar";
import { EventTabs } from "#components/desk/event-tabs";
import { SwitchLink } from "#components/desk/organization-switcher";
import { Popup } from "#components/desk/popup";
import { EventDate } from "#components/ui/event-date";
import { Icon } from "#components/ui/icon";
import { classNames } from "../ui/class-names.ts";

type EventName = { id: number; title: string; startsAt: string; timeZone: string };

/** Which event the pages below are about, the way to the organization's other events, and the event's own sections. */
export function EventBar(props: {
  /** The address of the organization's events. */
  base: string;
  event: EventName;
  /** The next events of the organization, to switch to. */
  events: readonly EventName[];
  tabs: readonly { href: string; label: string }[];
}) {
  const t = useTranslations("desk");
  const { base, event } = props;
  return (
    <div className="flex flex-col gap-1">
      <div className="relative flex flex-wrap items-center gap-x-2">
        <button
          type="button"
          popoverTarget="desk-events"
          className={classNames(
            BAR_BUTTON,
            "-ml-2.5 min-w-0 max-w-full text-left font-display text-lg [anchor-name:--desk-events]",
          )}
        >
          <span className="sr-only">{t("switch.events")}: </span>
          <span className="min-w-0 break-words">{event.title}</span>
          <Icon name="switch" className="size-4 shrink-0 text-ink-soft" />
        </button>
        <span className="text-ink-soft text-sm">
          <EventDate at={event.startsAt} timeZone={event.timeZone} style="short" />
        </span>
        <Popup
          id="desk-events"
          className="m-auto [position-anchor:--desk-events] max-h-[min(32rem,calc(100dvh-2rem))] w-[min(26rem,calc(100vw-1.5rem))] overflow-y-auto rounded-card supports-[top:anchor(bottom)]:inset-auto supports-[top:anchor(bottom)]:top-[anchor(bottom)] supports-[top:anchor(bottom)]:left-[anchor(left)] supports-[top:anchor(bottom)]:m-0 supports-[top:anchor(bottom)]:mt-1"
        >
          <nav aria-label={t("switch.events")} className="flex flex-col p-2">
            <ul>
              {props.events.map(({ id, title, startsAt, timeZone }) => (
                <li key={id}>
                  <SwitchLink href={`${base}/${id}`} isHere={id === event.id}>
                    {title}
                    <span className="block text-ink-soft text-sm">
                      <EventDate at={startsAt} timeZone={timeZone} style="short" />
                    </span>
                  </SwitchLink>
                </li>
              ))}
            </ul>
            <div className="mt-2 border-line border-t pt-2">
              <SwitchLink href={base} isHere={false}>
                {t("switch.allEvents")}
              </SwitchLink>
            </div>
          </nav>
        </Popup>
      </div>
      <EventTabs label={t("eventSections")} base={`${base}/${event.id}`} tabs={props.tabs} />
    </div>
  );
}
