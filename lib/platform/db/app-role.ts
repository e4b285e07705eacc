import pg from "pg";

/**
 * The app serves as a database role that owns nothing: it reads and writes the tables, but the audit log it can only append
 * to, by right and not by the trigger alone, which an owner could take off. The same holds for the ledger of money, which has no trigger.
 * The owner migrates, and grants this after it.
 */
export async function grantAppRole(ownerUrl: string, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl);
  const role = decodeURIComponent(username);
  await asClient(ownerUrl, async (client) => {
    const name = client.escapeIdentifier(role);
    // Two starts at once would grant the same rows and one would fail.
    await client.query("SELECT pg_advisory_lock(72707370)");
    const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
    if (rowCount === 0) {
      const secret = client.escapeLiteral(decodeURIComponent(password));
      await client.query(`CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${secret}`);
    }
    await client.query(grantsTo(name));
    await client.query(policiesFor(role, client));
  });
}

/** Whether this role could change or empty the audit log, were the trigger not there, or take the trigger off. */
export async function mayRewriteAuditLog(url: string): Promise<boolean> {
  return asClient(url, async (client) => {
    const { rows } = await client.query<{ may: boolean }>(
      `SELECT has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER') OR pg_has_role(c.relowner, 'USAGE') AS may
       FROM pg_class c WHERE c.oid = 'public.audit_log'::regclass`,
    );
    return rows[0]?.may ?? true;
  });
}

function grantsTo(name: string): string {
  return `
    GRANT USAGE ON SCHEMA public, graphile_worker TO ${name};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, graphile_worker TO ${name};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, graphile_worker TO ${name};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public, graphile_worker TO ${name};
    ${mayAnalyze(name)}
    REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON audit_log, ledger_lines FROM ${name};
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations, graphile_worker.migrations FROM ${name};`;
}

/** The right to ANALYZE can be given from PostgreSQL 17 on; before, autovacuum does it a minute later (`refreshHoldPlans`). */
function mayAnalyze(name: string): string {
  return `DO $maintain$ BEGIN
      IF current_setting('server_version_num')::int >= 170000 THEN EXECUTE 'GRANT MAINTAIN ON reservations TO ${name.replaceAll("'", "''")}'; END IF;
    END $maintain$;`;
}

/** The job queue hides its rows from all but their owner (row level security), so the role needs a policy. */
function policiesFor(role: string, client: pg.Client): string {
  return `DO $policies$
    DECLARE guarded regclass;
    BEGIN
      FOR guarded IN SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relrowsecurity LOOP
        EXECUTE format('DROP POLICY IF EXISTS %I ON %s', ${client.escapeLiteral(role)}::text, guarded);
        EXECUTE format('CREATE POLICY %I ON %s TO %I USING (true) WITH CHECK (true)', ${client.escapeLiteral(role)}::text, guarded, ${client.escapeLiteral(role)}::text);
      END LOOP;
    END $policies$`;
}

async function asClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
