/**
 * A function of the database, written once here and installed by a migration (a test compares the two). Its first argument is
 * the event, so that it runs on the server that owns the event. Its name carries a version: a change gets a new name
 * and a new migration, so that old and new servers run side by side during a deployment.
 */
export type SqlFunction = { name: string; parameters: string; returns: string; body: string };

/** The statement that installs the function. */
export function createFunction({ name, parameters, returns, body }: SqlFunction): string {
  return `CREATE FUNCTION ${name}(
  ${parameters}
) RETURNS ${returns}
LANGUAGE plpgsql AS $$
#variable_conflict use_column${body}
$$;
`;
}
