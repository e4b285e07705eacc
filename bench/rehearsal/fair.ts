import { PHONE_TRIES_PER_SECOND } from "./people.ts";
import type { Outcome } from "./sale.ts";
import type { Scenario } from "./scenario.ts";
import type { Tally } from "./tally.ts";

/**
 * What "fair" means here.
 *
 * A **person** is what the limits of an event count (lib/protection/standing.ts): an account with a proven mail address; a guest who has
 * solved a challenge; and a network, for all its guests without a proof together. Whoever comes from a household, a mobile network or a campus
 * is one person. An operator is as many persons as it pays for: each account it owns, each proof it has solved in time with its machines,
 * and for guests without a proof each address.
 *
 * The **fair share** of an operator is its persons divided by all persons. What it **got** is its share of turns: places of the queue that were
 * called. Got ÷ fair is 1 where a person is a person, and more where an operator has places that it has not paid for. The aim is at most 1.1.
 *
 * Seats say something else. A program always comes and always takes as much as one person may; people close the page, change their minds and
 * want two. So seats ÷ fair is above 1 even where every turn is fair: what limits it is the number of seats that one person may have.
 *
 * Being a person costs what the **price** says: seconds of a phone's work for each proof. A machine that computes as fast as 64 phones pays it 64
 * times faster, so that the price alone does not tell people from programs. The **advantage** says how much it helps: persons that the operator
 * became for each piece of its equipment (a machine, an address, an account; of the three the one it has most of), where people have one each.
 */
export type FairLine = {
  name: string;
  persons: number;
  fairShare: number;
  turnsShare: number;
  turnsToFair: number;
  seatsToFair: number;
  /** Phone seconds of work for each person; 0 where no work was done. */
  price: number;
  advantage: number;
};

export const FAIR_MAX = 1.1;

/**
 * The operators' shares. `persons` are taken from the sale with challenges on, also for the one without: what somebody is does not depend on
 * whether it is looked at.
 */
export function fairLines(
  outcome: Outcome,
  { scenario, persons }: { scenario: Scenario; persons: Persons },
): FairLine[] {
  const { tallies } = outcome;
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const [allPersons, allTurns, allSeats] = [persons.all, sum(({ turns }) => turns), sum(({ seats }) => seats)];
  return scenario.operators.map((operator) => {
    const tally = tallies.find(({ name }) => name === operator.name);
    const own = persons.of.get(operator.name) ?? 0;
    const fairShare = own / Math.max(1, allPersons);
    const share = (part: number, all: number) => (all > 0 ? part / all : 0);
    const turnsShare = share(tally?.turns ?? 0, allTurns);
    const equipment = Math.max(operator.machines, operator.addresses, operator.accounts);
    return {
      ...{ name: operator.name, persons: own, fairShare, turnsShare, turnsToFair: share(turnsShare, fairShare) },
      seatsToFair: share(share(tally?.seats ?? 0, allSeats), fairShare),
      price: share(tally?.tries ?? 0, tally?.joined ?? 0) / PHONE_TRIES_PER_SECOND,
      advantage: own / equipment,
    };
  });
}

export type Persons = { all: number; of: ReadonlyMap<string, number> };

/** Persons of each group, as the sale with challenges on counted them. */
export function personsIn({ tallies }: Outcome, { operators }: Scenario): Persons {
  const of = new Map(
    tallies.map(({ name, drawn }) => {
      const operator = operators.find((each) => each.name === name);
      return [name, operator && !operator.solves ? operator.addresses : drawn] as const;
    }),
  );
  return { all: [...of.values()].reduce((sum, count) => sum + count, 0), of };
}
