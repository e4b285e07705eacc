/** Where the lists are that the figures of a board are made of. `orders` is null for who may not read them. */
export type BoardPaths = {
  /** The event's own pages. */
  event: string;
  /** The organization's events. */
  events: string;
  orders: string | null;
};
