-- uuidv7() is built in from PostgreSQL 18 on; older servers get one of their own. Milliseconds since 1970 in 48 bits, then the
-- fraction of the millisecond in 12 bits, so that ids of one connection rise, then random bits (RFC 9562, method 3).
-- `shift` moves the time that the id carries, as the built-in one's does.
DO $do$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'uuidv7' AND pronamespace = 'pg_catalog'::regnamespace) THEN
    CREATE FUNCTION uuidv7(shift interval DEFAULT '0'::interval) RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
      SELECT encode(
        set_byte(
          set_byte(
            overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send(t.micros / 1000) FROM 3) FROM 1 FOR 6),
            6, 112 + (t.micros % 1000 * 4096 / 1000 >> 8)::int
          ),
          7, (t.micros % 1000 * 4096 / 1000 & 255)::int
        ), 'hex')::uuid
      FROM (SELECT (extract(epoch FROM clock_timestamp() + shift) * 1000000)::bigint AS micros) AS t
    $$;
  END IF;
END $do$;
