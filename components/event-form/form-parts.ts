import type { EventDraft } from "./event-draft.ts";

/** What each part of an event's form gets: the values, how they change, and the sentence beside a wrong one. */
export type PartProps = {
  draft: EventDraft;
  change: (part: Partial<EventDraft>) => void;
  /** The sentence of what is wrong with a field, by its name on the wire. */
  problem: (path: string) => string | undefined;
};

export type HouseOption = { value: string; label: string; timeZone: string; venue: string };

/** What an event may be chosen from. */
export type EventChoices = {
  categories: readonly { value: string; label: string }[];
  houses: readonly HouseOption[];
  currencies: readonly { value: string; label: string }[];
  /** The categories that the chosen hall sells. */
  sold: readonly { index: number; name: string }[];
};
