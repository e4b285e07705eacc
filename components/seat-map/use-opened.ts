import { useState } from "react";

/** Which sections and rows of the list are open, by their names: a hall that changes under it keeps them, and so does a look at the map. */
export type Opened = {
  readonly has: (name: string) => boolean;
  readonly toggle: (name: string) => void;
};

export function useOpened(): Opened {
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (name) => names.has(name),
    toggle: (name) =>
      setNames((before) => {
        const after = new Set(before);
        if (!after.delete(name)) after.add(name);
        return after;
      }),
  };
}
