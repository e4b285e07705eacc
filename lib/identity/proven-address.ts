import type { Person } from "./identify.ts";

/** Whether the person is signed in with a mail address that they have shown to be theirs. */
export function hasProvenAddress({ userId, email, isEmailProven }: Person): boolean {
  return userId !== undefined && email !== undefined && isEmailProven === true;
}

/** The mail address that the person has shown to be theirs; undefined without one. */
export function provenAddressOf(person: Person): string | undefined {
  return hasProvenAddress(person) ? person.email : undefined;
}
