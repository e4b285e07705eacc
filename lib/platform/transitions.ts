/** A state machine: each state with the states it may become. */
export type Transitions<State extends string> = Record<State, readonly State[]>;

/** The states from which something may come into this one, in the order of the table. */
export function statesBefore<State extends string>(table: Transitions<State>, to: State): State[] {
  return (Object.keys(table) as State[]).filter((from) => table[from].includes(to));
}

/** The same for a guard of a write that may be repeated: something that is in the state already stays in it. */
export function statesBeforeOrIn<State extends string>(table: Transitions<State>, to: State): State[] {
  return [...statesBefore(table, to), to];
}

/** The guard of a statement, `'A', 'B'`: the states from which something may come into this one. For use behind IN. */
export function statesBeforeSql<State extends string>(table: Transitions<State>, to: State): string {
  return statesSql(statesBefore(table, to));
}

/** The same of any states: `'A', 'B'`. */
export function statesSql(states: readonly string[]): string {
  return states.map((state) => `'${state}'`).join(", ");
}
